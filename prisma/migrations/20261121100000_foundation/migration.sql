CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Two roles that own nothing. `followthrough_app` sees the rows of one workspace at a time; `followthrough_system` sees
-- identities and the messages between processes, and no contact and no mail. Logins are made members of one of them.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'followthrough_app') THEN
    CREATE ROLE followthrough_app NOLOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'followthrough_system') THEN
    CREATE ROLE followthrough_system NOLOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
END $$;

-- The workspace of this transaction; null when none was set, and null matches no row.
CREATE FUNCTION current_workspace() RETURNS uuid LANGUAGE sql STABLE
  RETURN NULLIF(current_setting('app.workspace_id', true), '')::uuid;

-- Shuts a table to everyone but its workspace.
CREATE FUNCTION isolate(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY of_workspace ON %s TO followthrough_app USING (workspace_id = (SELECT current_workspace())) WITH CHECK (workspace_id = (SELECT current_workspace()))', target);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO followthrough_app', target);
END $$;

-- Opens a table, all workspaces of it, to the system role.
CREATE FUNCTION open_to_system(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY of_system ON %s TO followthrough_system USING (true) WITH CHECK (true)', target);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO followthrough_system', target);
END $$;

-- The smallest UUIDv7 of an instant (RFC 9562, 5.7: the first 48 bits are milliseconds since 1970).
CREATE FUNCTION uuid_floor(instant timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE
  RETURN (lpad(to_hex((extract(epoch FROM instant) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid;

-- Makes the monthly partitions of a table from one month before today to `months` after; `by_id` for ranges of UUIDv7.
CREATE FUNCTION make_partitions(parent text, by_id boolean, months integer) RETURNS integer LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public AS $$
DECLARE
  month timestamptz;
  made integer := 0;
  name text;
BEGIN
  FOR offset_months IN -1..months LOOP
    month := date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' + make_interval(months => offset_months);
    name := format('%s_%s', parent, to_char(month AT TIME ZONE 'UTC', 'YYYY_MM'));
    CONTINUE WHEN to_regclass(name) IS NOT NULL;
    IF by_id THEN
      EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', name, parent, uuid_floor(month), uuid_floor(month + interval '1 month'));
    ELSE
      EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', name, parent, month, month + interval '1 month');
    END IF;
    made := made + 1;
  END LOOP;
  RETURN made;
END $$;
