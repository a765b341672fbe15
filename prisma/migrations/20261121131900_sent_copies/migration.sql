-- A copy of a mail that left belongs among the sent ones of its mailbox; the server has until then to put one there itself.
ALTER TABLE outbound_emails ADD COLUMN copy_due_at TIMESTAMPTZ(3);
CREATE INDEX outbound_emails_copies_due ON outbound_emails (workspace_id, mailbox_id, copy_due_at) WHERE copy_due_at IS NOT NULL;
