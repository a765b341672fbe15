-- A provider tells of new mail by the address alone. The system role may ask which mailboxes have it, and nothing else about them.
CREATE POLICY by_address ON mailboxes FOR SELECT TO followthrough_system USING (provider IN ('gmail', 'outlook') AND deleted_at IS NULL);
GRANT SELECT (id, workspace_id, provider, email, deleted_at) ON mailboxes TO followthrough_system;
CREATE INDEX mailboxes_by_address ON mailboxes (email) WHERE provider IN ('gmail', 'outlook') AND deleted_at IS NULL;

-- When a provider is asked again to tell of new mail.
ALTER TABLE mailboxes ADD COLUMN subscribe_at TIMESTAMPTZ(3);

-- A mail that has left under a Message-ID that its provider has not told yet.
ALTER TABLE outbound_emails ADD COLUMN is_name_awaited BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX outbound_emails_unnamed ON outbound_emails (workspace_id, mailbox_id) WHERE is_name_awaited;
-- Drafts at a provider of mails that will never leave.
CREATE INDEX outbound_emails_stray_drafts ON outbound_emails (workspace_id, mailbox_id)
  WHERE provider_draft_id > '' AND state IN ('cancelled', 'suppressed', 'failed');
