-- Mails that were sorted before say what they were taken for, too. Who owns the tables is bound by their policies as long as they are forced.
ALTER TABLE email_messages NO FORCE ROW LEVEL SECURITY;
ALTER TABLE bounces NO FORCE ROW LEVEL SECURITY;
ALTER TABLE tracking_events NO FORCE ROW LEVEL SECURITY;
UPDATE email_messages SET understood_as = CASE
    WHEN kind <> 'bounce' THEN kind::text
    WHEN EXISTS (SELECT FROM bounces WHERE bounces.workspace_id = email_messages.workspace_id AND bounces.message_id = email_messages.id AND bounces.type = 'hard') THEN 'hard_bounce'
    ELSE 'soft_bounce' END
  WHERE direction = 'inbound' AND handled_at IS NOT NULL AND understood_as IS NULL;
UPDATE tracking_events SET verdict = 'human' WHERE type IN ('open', 'click') AND verdict IS NULL;
ALTER TABLE email_messages FORCE ROW LEVEL SECURITY;
ALTER TABLE bounces FORCE ROW LEVEL SECURITY;
ALTER TABLE tracking_events FORCE ROW LEVEL SECURITY;
