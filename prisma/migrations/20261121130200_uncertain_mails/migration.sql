-- A mail of unknown outcome is asked for again before a person is asked; what the person decides waits for its workflow.
ALTER TABLE outbound_emails
  ADD COLUMN asks INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN ask_at TIMESTAMPTZ(3),
  ADD COLUMN decision TEXT CHECK (decision IN ('arrived', 'again', 'drop'));
-- Those that a person must decide, the oldest first.
CREATE INDEX outbound_emails_undecided ON outbound_emails (workspace_id, handed_over_at, id) WHERE state = 'uncertain' AND decision IS NULL;
