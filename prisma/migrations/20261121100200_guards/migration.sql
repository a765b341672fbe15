-- Partitions: the outbox of mails by its id, the two streams of events by their instant. A default takes what is older.
SELECT make_partitions('outbound_emails', true, 12), make_partitions('activities', false, 12), make_partitions('tracking_events', false, 12);
CREATE TABLE outbound_emails_other PARTITION OF outbound_emails DEFAULT;
CREATE TABLE activities_other PARTITION OF activities DEFAULT;
CREATE TABLE tracking_events_other PARTITION OF tracking_events DEFAULT;

-- Rules that the schema language cannot say.
CREATE UNIQUE INDEX memberships_one_owner ON memberships (workspace_id) WHERE role = 'owner';
CREATE UNIQUE INDEX invitations_one_pending ON invitations (workspace_id, email) WHERE status = 'pending';
CREATE UNIQUE INDEX contacts_one_living_address ON contacts (workspace_id, email) WHERE deleted_at IS NULL AND email IS NOT NULL;
CREATE UNIQUE INDEX mailboxes_one_living_address ON mailboxes (workspace_id, email) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX suppressions_one_per_scope ON suppressions (workspace_id, scope, scope_id, address) NULLS NOT DISTINCT WHERE address IS NOT NULL;
CREATE UNIQUE INDEX enrollments_one_at_a_time ON enrollments (workspace_id, sequence_id, contact_id) WHERE state IN ('active', 'paused');
CREATE UNIQUE INDEX enrollments_one_exclusive ON enrollments (workspace_id, contact_id) WHERE is_exclusive AND state IN ('active', 'paused');
ALTER TABLE mailboxes ADD CONSTRAINT mailboxes_limits CHECK (daily_limit BETWEEN 0 AND 10000 AND min_gap_seconds BETWEEN 0 AND 86400);
ALTER TABLE step_variants ADD CONSTRAINT step_variants_weight CHECK (weight BETWEEN 0 AND 1000);
ALTER TABLE sequence_steps ADD CONSTRAINT sequence_steps_delay CHECK (delay_amount BETWEEN 0 AND 525600);

-- Search.
CREATE INDEX contacts_search ON contacts USING gin (search) WHERE deleted_at IS NULL;
CREATE INDEX contacts_email_trigram ON contacts USING gin ((email::text) gin_trgm_ops) WHERE deleted_at IS NULL;
CREATE INDEX email_messages_search ON email_messages USING gin (search) WHERE deleted_at IS NULL;
CREATE INDEX contacts_custom_fields ON contacts USING gin (custom_fields jsonb_path_ops) WHERE deleted_at IS NULL;
CREATE INDEX contacts_deleted ON contacts (workspace_id, deleted_at DESC) WHERE deleted_at IS NOT NULL;
-- Mails whose outcome a process left open, and those that a person must decide.
CREATE INDEX outbound_emails_open ON outbound_emails (workspace_id, state, slot_at) WHERE state IN ('reserved', 'sending', 'uncertain');
CREATE INDEX enrollments_attention ON enrollments (workspace_id, updated_at DESC) WHERE attention IS NOT NULL AND state = 'active';

-- Tenants apart.
SELECT isolate(name::regclass) FROM unnest(ARRAY[
  'contacts', 'tags', 'contact_tags', 'contact_lists', 'contact_list_members', 'custom_field_definitions', 'saved_views', 'activities',
  'import_jobs', 'import_chunks', 'import_rejects', 'suppressions', 'mailboxes', 'email_threads', 'email_messages', 'email_bodies',
  'email_attachments', 'sandbox_messages', 'outbound_emails', 'send_keys', 'tracked_links', 'tracking_events', 'bounces', 'complaints',
  'sequences', 'sequence_steps', 'step_variants', 'enrollments', 'enrollment_batches', 'enrollment_refusals', 'tasks',
  'domain_events', 'workflow_messages', 'idempotency_keys', 'memberships', 'invitations', 'api_keys', 'audit_entries', 'usage_counters'
]) AS name;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO followthrough_app;

-- The workspace itself is the one whose id is set; its people are those with a membership in it, without their secrets.
ALTER TABLE workspaces ENABLE ROW LEVEL SECURITY;
ALTER TABLE workspaces FORCE ROW LEVEL SECURITY;
CREATE POLICY of_workspace ON workspaces TO followthrough_app USING (id = (SELECT current_workspace())) WITH CHECK (id = (SELECT current_workspace()));
GRANT SELECT, UPDATE ON workspaces TO followthrough_app;
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
ALTER TABLE users FORCE ROW LEVEL SECURITY;
CREATE POLICY of_workspace ON users FOR SELECT TO followthrough_app
  USING (EXISTS (SELECT FROM memberships WHERE memberships.user_id = users.id AND memberships.workspace_id = (SELECT current_workspace())));
GRANT SELECT (id, email, name, first_name, last_name, image, time_zone, locale, is_active, created_at) ON users TO followthrough_app;

-- Identities, and the messages between processes.
SELECT open_to_system(name::regclass) FROM unnest(ARRAY[
  'users', 'sessions', 'accounts', 'verifications', 'workspaces', 'memberships', 'invitations', 'api_keys', 'audit_entries',
  'workflow_messages', 'domain_events', 'idempotency_keys', 'system_mails', 'rate_limits'
]) AS name;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO followthrough_system;
REVOKE ALL ON FUNCTION make_partitions(text, boolean, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION make_partitions(text, boolean, integer) TO followthrough_system;

-- Whoever listens is told of a commit: which workspaces changed, and that there are messages to deliver.
CREATE FUNCTION tell_domain_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('domain_events', workspace_id::text) FROM (SELECT DISTINCT workspace_id FROM inserted) AS workspaces;
  RETURN NULL;
END $$;
CREATE TRIGGER tell AFTER INSERT ON domain_events REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION tell_domain_events();
CREATE FUNCTION tell_workflow_messages() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('workflow_messages', '');
  RETURN NULL;
END $$;
CREATE TRIGGER tell AFTER INSERT ON workflow_messages FOR EACH STATEMENT EXECUTE FUNCTION tell_workflow_messages();
