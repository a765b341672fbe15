-- What a workspace asks of all its senders together; what is left out has its default.
ALTER TABLE workspaces ADD COLUMN sending_policy JSONB NOT NULL DEFAULT '{}';
-- Whose people a mail goes to: the name under which one sender at a time writes to a company.
ALTER TABLE outbound_emails ADD COLUMN company_key TEXT;
CREATE INDEX outbound_emails_company ON outbound_emails (workspace_id, company_key, handed_over_at DESC) WHERE company_key IS NOT NULL;

-- Why a mail did not leave, and until when. Once per mail, rule and instant.
CREATE TABLE send_refusals (
  id UUID PRIMARY KEY,
  workspace_id UUID NOT NULL,
  outbound_email_id UUID NOT NULL,
  contact_id UUID,
  enrollment_id UUID,
  rule TEXT NOT NULL,
  sentence TEXT NOT NULL,
  details JSONB NOT NULL DEFAULT '{}',
  until TIMESTAMPTZ(3),
  at TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES contacts (workspace_id, id) ON DELETE CASCADE ON UPDATE CASCADE,
  FOREIGN KEY (workspace_id, enrollment_id) REFERENCES enrollments (workspace_id, id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX send_refusals_once ON send_refusals (workspace_id, outbound_email_id, rule, until) NULLS NOT DISTINCT;
CREATE INDEX send_refusals_workspace_id_contact_id_at_idx ON send_refusals (workspace_id, contact_id, at DESC);
CREATE INDEX send_refusals_workspace_id_enrollment_id_at_idx ON send_refusals (workspace_id, enrollment_id, at DESC);
CREATE INDEX send_refusals_at_idx ON send_refusals (at);
SELECT isolate('send_refusals');
-- Upkeep deletes what is old, and reads nothing else of it.
CREATE POLICY of_system ON send_refusals TO followthrough_system USING (true);
GRANT SELECT (at, ctid), DELETE ON send_refusals TO followthrough_system;

-- A mailbox, or all mailboxes of a domain, that a server will not send for: shut, and probed with one mail now and then.
CREATE TABLE sender_pauses (
  workspace_id UUID NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE ON UPDATE CASCADE,
  scope TEXT NOT NULL CHECK (scope IN ('mailbox', 'domain')),
  key TEXT NOT NULL,
  code TEXT NOT NULL,
  reason TEXT NOT NULL,
  failures INTEGER NOT NULL DEFAULT 1,
  since TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  probe_at TIMESTAMPTZ(3) NOT NULL,
  probe_mail_id UUID,
  probe_until TIMESTAMPTZ(3),
  PRIMARY KEY (workspace_id, scope, key)
);
SELECT isolate('sender_pauses');

-- All that decides, beside its slot, whether a mail may leave now. It first locks the contact and the company: of two mailboxes
-- that would write there in one instant, the second one sees the mail of the first. Every statement of it looks anew.
CREATE FUNCTION send_facts(
  of_mail uuid, of_contact uuid, of_enrollment uuid, of_mailbox uuid, sender_domain text,
  company text, company_from timestamptz, touches_from timestamptz, most integer
) RETURNS TABLE (touches jsonb, colleague jsonb, under_way jsonb, replied_at timestamptz, pauses jsonb)
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('contact/' || of_contact, 0));
  PERFORM pg_advisory_xact_lock(hashtextextended('company/' || current_workspace() || '/' || company, 0));
  RETURN QUERY SELECT
    (SELECT jsonb_agg(jsonb_build_object('at', extract(epoch FROM touch.handed_over_at) * 1000, 'who', touch.who)) FROM (
      SELECT mail.handed_over_at, coalesce(box.display_name, box.email::text) AS who
      FROM outbound_emails AS mail JOIN mailboxes AS box ON box.workspace_id = mail.workspace_id AND box.id = mail.mailbox_id
      WHERE mail.contact_id = of_contact AND mail.id <> of_mail AND mail.kind <> 'test'
        AND mail.state IN ('sending', 'sent', 'delivered', 'uncertain') AND mail.handed_over_at > touches_from
      ORDER BY mail.handed_over_at DESC LIMIT most) AS touch),
    (SELECT jsonb_build_object('at', extract(epoch FROM mail.handed_over_at) * 1000, 'who', coalesce(box.display_name, box.email::text))
      FROM outbound_emails AS mail JOIN mailboxes AS box ON box.workspace_id = mail.workspace_id AND box.id = mail.mailbox_id
      WHERE mail.company_key = company AND mail.handed_over_at > company_from AND mail.kind <> 'test'
        AND mail.state IN ('sending', 'sent', 'delivered', 'uncertain')
        AND box.user_id <> (SELECT own.user_id FROM mailboxes AS own WHERE own.id = of_mailbox)
      ORDER BY mail.handed_over_at DESC LIMIT 1),
    (SELECT jsonb_build_object('who', coalesce(box.display_name, box.email::text))
      FROM outbound_emails AS mail JOIN mailboxes AS box ON box.workspace_id = mail.workspace_id AND box.id = mail.mailbox_id
        JOIN enrollments ON enrollments.workspace_id = mail.workspace_id AND enrollments.id = mail.enrollment_id
      WHERE mail.company_key = company AND mail.handed_over_at IS NULL AND mail.is_follow_up AND mail.state IN ('planned', 'reserved')
        AND enrollments.state = 'active' AND box.user_id <> (SELECT own.user_id FROM mailboxes AS own WHERE own.id = of_mailbox)
      LIMIT 1),
    (SELECT max(other.replied_at) FROM enrollments AS other
      WHERE other.contact_id = of_contact AND other.id <> of_enrollment
        AND other.replied_at >= (SELECT own.started_at FROM enrollments AS own WHERE own.id = of_enrollment)),
    (SELECT jsonb_agg(jsonb_build_object('scope', pause.scope, 'key', pause.key, 'reason', pause.reason,
        'probeAt', extract(epoch FROM pause.probe_at) * 1000, 'probeMailId', pause.probe_mail_id,
        'probeUntil', extract(epoch FROM pause.probe_until) * 1000))
      FROM sender_pauses AS pause
      WHERE pause.scope = 'mailbox' AND pause.key = of_mailbox::text OR pause.scope = 'domain' AND pause.key = sender_domain);
END $$;
