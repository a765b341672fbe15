-- What a mail that came in was taken for, on what evidence, and who looked after it.
ALTER TABLE email_messages
  ADD COLUMN classification JSONB,
  ADD COLUMN understood_as TEXT,
  ADD COLUMN intent TEXT,
  ADD COLUMN done_at TIMESTAMPTZ(3),
  ADD COLUMN done_by_id UUID REFERENCES users (id) ON DELETE SET NULL;
-- The new words of an answer, without the history that it quotes.
ALTER TABLE email_bodies ADD COLUMN new_text TEXT;
ALTER TABLE bounces
  ADD COLUMN action TEXT,
  ADD COLUMN reason_code TEXT,
  ADD COLUMN fault TEXT;
CREATE INDEX bounces_of_message ON bounces (workspace_id, message_id);
CREATE INDEX complaints_of_message ON complaints (workspace_id, message_id);
ALTER TYPE activity_type ADD VALUE 'email_corrected';

-- The list of what came in: all of it, by kind, and what nobody has looked after.
CREATE INDEX email_messages_received ON email_messages (workspace_id, received_at DESC, id DESC) WHERE direction = 'inbound' AND deleted_at IS NULL;
CREATE INDEX email_messages_by_kind ON email_messages (workspace_id, kind, received_at DESC, id DESC) WHERE direction = 'inbound' AND deleted_at IS NULL;
CREATE INDEX email_messages_unanswered ON email_messages (workspace_id, received_at DESC, id DESC)
  WHERE direction = 'inbound' AND kind = 'human' AND done_at IS NULL AND deleted_at IS NULL;
CREATE INDEX email_messages_done_by_id_idx ON email_messages (done_by_id);

-- What a mail that came in changed, so that it can be taken back exactly.
CREATE TABLE message_effects (
  id UUID NOT NULL PRIMARY KEY,
  workspace_id UUID NOT NULL,
  message_id UUID NOT NULL,
  effect TEXT NOT NULL,
  subject_id UUID NOT NULL,
  at TIMESTAMPTZ(3) NOT NULL,
  before JSONB NOT NULL DEFAULT '{}',
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT message_effects_workspace_id_message_id_fkey FOREIGN KEY (workspace_id, message_id) REFERENCES email_messages (workspace_id, id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX message_effects_once ON message_effects (workspace_id, message_id, effect, subject_id);
CREATE INDEX message_effects_on_subject ON message_effects (workspace_id, subject_id, effect, created_at);
SELECT isolate('message_effects');

-- What a person says that a mail is, against the rules.
CREATE TABLE mail_corrections (
  id UUID NOT NULL PRIMARY KEY,
  workspace_id UUID NOT NULL,
  message_id UUID NOT NULL,
  user_id UUID REFERENCES users (id) ON DELETE SET NULL,
  kind TEXT NOT NULL CHECK (kind IN ('human', 'opt_out', 'auto_reply', 'hard_bounce', 'soft_bounce', 'complaint', 'delivered', 'unknown')),
  was TEXT NOT NULL,
  note TEXT,
  outcome JSONB,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  applied_at TIMESTAMPTZ(3),
  CONSTRAINT mail_corrections_workspace_id_id_key UNIQUE (workspace_id, id),
  CONSTRAINT mail_corrections_workspace_id_message_id_fkey FOREIGN KEY (workspace_id, message_id) REFERENCES email_messages (workspace_id, id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX mail_corrections_workspace_id_message_id_created_at_idx ON mail_corrections (workspace_id, message_id, created_at);
CREATE INDEX mail_corrections_user_id_idx ON mail_corrections (user_id);
SELECT isolate('mail_corrections');
-- A line of the timeline is found by what it is about.
CREATE INDEX activities_by_entity ON activities (workspace_id, entity_id);
