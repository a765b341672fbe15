/** A law of the tables: what it forbids, how to find a breach, and a breach that must be found. */
export type Law = { sentence: string; sql: string; breach: string };

const ROLES = "('followthrough_app', 'followthrough_system')";
const OURS = "relnamespace = 'public'::regnamespace";

/** Every table with a workspace. */
export const TENANT = `
  SELECT class.oid, class.relname, class.relispartition, class.relrowsecurity, class.relforcerowsecurity
  FROM pg_class AS class JOIN pg_attribute AS attribute ON attribute.attrelid = class.oid AND attribute.attname = 'workspace_id'
  WHERE class.${OURS} AND class.relkind IN ('r', 'p')`;

const FOREIGN_KEYS = `
  SELECT key.conrelid, key.confrelid, key.conname, key.conkey, key.conrelid::regclass::text AS "table",
         ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = key.conrelid AND attnum = ANY (key.conkey)) AS columns
  FROM pg_constraint AS key JOIN pg_class AS class ON class.oid = key.conrelid
  WHERE key.contype = 'f' AND key.conparentid = 0 AND NOT class.relispartition AND key.connamespace = 'public'::regnamespace`;

/** Tables that belong to no workspace, on purpose. */
const OF_NO_WORKSPACE = ['accounts', 'rate_limits', 'sessions', 'system_mails', 'users', 'verifications', 'workspaces'];
/** What the application may know of a person. */
const OF_A_PERSON =
  "('id', 'email', 'name', 'first_name', 'last_name', 'image', 'time_zone', 'locale', 'is_active', 'created_at')";

export const LAWS: Law[] = [
  {
    sentence: 'every table of a workspace forces row-level security, for reading and for writing',
    sql: `SELECT relname FROM (${TENANT}) AS tenant
      WHERE NOT relispartition AND (NOT relrowsecurity OR NOT relforcerowsecurity OR NOT EXISTS (
        SELECT FROM pg_policies WHERE tablename = relname AND roles = '{followthrough_app}' AND permissive = 'PERMISSIVE' AND cmd = 'ALL'
          AND qual LIKE '%workspace_id = ( SELECT current_workspace()%' AND with_check LIKE '%workspace_id = ( SELECT current_workspace()%'))`,
    breach: 'ALTER TABLE contacts NO FORCE ROW LEVEL SECURITY',
  },
  {
    sentence: 'a new table of a workspace is shut',
    sql: `SELECT relname FROM (${TENANT}) AS tenant WHERE NOT relispartition AND NOT relrowsecurity`,
    breach: 'CREATE TABLE planted (workspace_id uuid, id uuid)',
  },
  {
    sentence: 'a table without a workspace is one that is known, and is shut as well',
    sql: `SELECT relname FROM pg_class WHERE ${OURS} AND relkind IN ('r', 'p') AND relname <> '_prisma_migrations'
      AND oid NOT IN (SELECT oid FROM (${TENANT}) AS tenant)
      AND (relname NOT IN ('${OF_NO_WORKSPACE.join("', '")}') OR NOT relrowsecurity OR NOT relforcerowsecurity)`,
    breach: 'CREATE TABLE planted (id uuid)',
  },
  {
    sentence: 'policies let in our two roles and nobody else',
    sql: `SELECT tablename, policyname FROM pg_policies WHERE NOT roles <@ ARRAY['followthrough_app', 'followthrough_system']::name[]`,
    breach: 'CREATE POLICY planted ON contacts FOR SELECT USING (true)',
  },
  {
    sentence: 'the application has one policy a table: a second one would only open more',
    sql: `SELECT tablename FROM pg_policies WHERE 'followthrough_app' = ANY (roles) GROUP BY tablename HAVING count(*) > 1`,
    breach: 'CREATE POLICY planted ON contacts FOR SELECT TO followthrough_app USING (true)',
  },
  {
    sentence: 'nothing is granted on partitions, to the public, or beside the policies',
    sql: `SELECT class.relname, acl.grantee, acl.privilege_type FROM pg_class AS class, aclexplode(class.relacl) AS acl
      WHERE class.${OURS} AND class.relkind IN ('r', 'p', 'v', 'm') AND acl.grantee <> class.relowner
        AND (class.relispartition OR acl.grantee = 0 OR acl.grantee::regrole::text NOT IN ${ROLES}
          OR NOT EXISTS (SELECT FROM pg_policies WHERE tablename = class.relname AND acl.grantee::regrole::name = ANY (roles)))`,
    breach: 'GRANT SELECT ON activities_other TO followthrough_app',
  },
  {
    sentence: 'the application reads no secret of a person',
    sql: `SELECT table_name, column_name FROM information_schema.column_privileges WHERE grantee = 'followthrough_app'
      AND (table_name IN ('accounts', 'sessions', 'verifications', 'system_mails', 'rate_limits')
        OR table_name = 'users' AND column_name NOT IN ${OF_A_PERSON})`,
    breach: 'GRANT SELECT (preferences) ON users TO followthrough_app',
  },
  {
    sentence: 'the system role reads no contact and no mail',
    sql: `SELECT table_name FROM information_schema.table_privileges WHERE grantee = 'followthrough_system'
      AND table_name IN ('contacts', 'mailboxes', 'email_messages', 'email_bodies', 'outbound_emails', 'activities', 'sandbox_messages')`,
    breach: 'GRANT SELECT ON contacts TO followthrough_system',
  },
  {
    sentence: 'views ask with the rights of who looks, and there are no materialized ones',
    sql: `SELECT relname FROM pg_class WHERE ${OURS}
      AND (relkind = 'm' OR relkind = 'v' AND NOT coalesce(reloptions, '{}') @> ARRAY['security_invoker=true'])`,
    breach: 'CREATE VIEW planted AS SELECT * FROM contacts',
  },
  {
    sentence: 'our roles own nothing',
    sql: `SELECT classid::regclass, objid FROM pg_shdepend
      WHERE deptype = 'o' AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND refobjid IN (SELECT oid FROM pg_roles WHERE rolname LIKE 'followthrough%')`,
    breach: 'ALTER TABLE contacts OWNER TO followthrough_app',
  },
  {
    sentence: 'our roles make nothing',
    sql: `SELECT rolname FROM pg_roles WHERE rolname LIKE 'followthrough%'
      AND (has_schema_privilege(rolname, 'public', 'CREATE') OR has_database_privilege(rolname, current_database(), 'CREATE'))`,
    breach: 'GRANT CREATE ON SCHEMA public TO followthrough_app',
  },
  {
    sentence: 'a function that runs as its owner is not for the public, and looks in one schema',
    sql: `SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef
      AND (proconfig IS NULL OR NOT EXISTS (SELECT FROM unnest(proconfig) AS setting WHERE setting LIKE 'search_path=%')
        OR has_function_privilege('public', oid, 'EXECUTE'))`,
    breach: 'CREATE FUNCTION planted() RETURNS integer LANGUAGE sql SECURITY DEFINER RETURN 1',
  },
  {
    sentence: 'a foreign key between tables of a workspace cannot point into another one',
    sql: `SELECT "table", conname FROM (${FOREIGN_KEYS}) AS key
      WHERE conrelid IN (SELECT oid FROM (${TENANT}) AS tenant) AND confrelid IN (SELECT oid FROM (${TENANT}) AS tenant)
        AND NOT 'workspace_id' = ANY (columns)`,
    breach: 'ALTER TABLE contacts ADD COLUMN planted uuid REFERENCES tags (id)',
  },
  {
    sentence: 'every foreign key has an index that begins with its columns',
    sql: `SELECT "table", conname FROM (${FOREIGN_KEYS}) AS key WHERE NOT EXISTS (
      SELECT FROM pg_index AS index WHERE index.indrelid = key.conrelid AND index.indpred IS NULL
        AND (string_to_array(index.indkey::text, ' ')::smallint[])[1:cardinality(key.conkey)] @> key.conkey)`,
    breach: 'ALTER TABLE contacts ADD COLUMN planted uuid REFERENCES users (id)',
  },
  {
    sentence: 'every table of a workspace can be read by its workspace with an index',
    sql: `SELECT relname FROM (${TENANT}) AS tenant WHERE NOT relispartition AND NOT EXISTS (
      SELECT FROM pg_index AS index JOIN pg_attribute AS attribute ON attribute.attrelid = index.indrelid AND attribute.attnum = index.indkey[0]
      WHERE index.indrelid = tenant.oid AND index.indpred IS NULL AND attribute.attname = 'workspace_id')`,
    breach: 'CREATE TABLE planted (id uuid PRIMARY KEY, workspace_id uuid)',
  },
];
