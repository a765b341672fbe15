-- What was sent and answered lately, and what leaves next, for the first page.
CREATE INDEX outbound_emails_sent ON outbound_emails (workspace_id, sent_at DESC) WHERE sent_at IS NOT NULL;
CREATE INDEX outbound_emails_replied ON outbound_emails (workspace_id, replied_at DESC) WHERE replied_at IS NOT NULL;
CREATE INDEX outbound_emails_next ON outbound_emails (workspace_id, slot_at) WHERE state = 'reserved';
CREATE INDEX email_messages_answers ON email_messages (workspace_id, received_at DESC) WHERE direction = 'inbound' AND kind = 'human';
