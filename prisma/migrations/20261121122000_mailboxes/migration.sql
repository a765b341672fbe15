-- A mail that cannot be sorted is tried again, and given up by name after some tries.
ALTER TABLE email_messages
  ADD COLUMN handle_attempts INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN handle_error TEXT;
-- What a mailbox has still to sort; a watch asks for it at every look.
CREATE INDEX email_messages_unhandled ON email_messages (workspace_id, mailbox_id, received_at)
  WHERE handled_at IS NULL AND direction = 'inbound';
-- What waits in a mailbox, for its list.
CREATE INDEX outbound_emails_waiting ON outbound_emails (workspace_id, mailbox_id, slot_at) WHERE state IN ('planned', 'reserved');
