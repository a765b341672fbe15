-- A draft's name is kept before the draft is sent: sending it again cannot double it, and its absence says that it went.
ALTER TABLE outbound_emails
  ADD COLUMN provider_thread_id TEXT,
  ADD COLUMN provider_draft_id TEXT;
ALTER TABLE mailboxes
  ADD COLUMN subscription JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN subscribed_until TIMESTAMPTZ(3);
-- A conversation is found by the provider's name for it.
CREATE INDEX email_threads_by_provider ON email_threads (workspace_id, mailbox_id, provider_thread_id) WHERE provider_thread_id IS NOT NULL;

CREATE TABLE oauth_requests (
  state_hash TEXT PRIMARY KEY,
  workspace_id UUID NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
  user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  provider mail_provider NOT NULL,
  mailbox_id UUID,
  code_verifier TEXT NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  expires_at TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX ON oauth_requests (workspace_id);
CREATE INDEX ON oauth_requests (user_id);
CREATE INDEX ON oauth_requests (expires_at);
SELECT isolate('oauth_requests');
