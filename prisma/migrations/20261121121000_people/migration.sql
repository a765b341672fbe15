-- One who left a workspace stays known to its history.
ALTER TYPE membership_status ADD VALUE 'removed';

-- An API key has a role and a maker; what the keys of a library carried is gone.
DELETE FROM api_keys;
ALTER TABLE api_keys
  DROP COLUMN config_id, DROP COLUMN prefix, DROP COLUMN refill_interval, DROP COLUMN refill_amount, DROP COLUMN last_refill_at,
  DROP COLUMN enabled, DROP COLUMN rate_limit_enabled, DROP COLUMN rate_limit_time_window, DROP COLUMN rate_limit_max,
  DROP COLUMN request_count, DROP COLUMN remaining, DROP COLUMN permissions, DROP COLUMN metadata, DROP COLUMN updated_at,
  ALTER COLUMN name SET NOT NULL, ALTER COLUMN start SET NOT NULL,
  ADD COLUMN created_by_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE,
  ADD COLUMN role TEXT NOT NULL DEFAULT 'rep' CHECK (role IN ('viewer', 'rep', 'manager', 'admin'));
ALTER TABLE api_keys RENAME COLUMN key TO secret_hash;
ALTER TABLE api_keys RENAME COLUMN last_request TO last_used_at;
ALTER INDEX api_keys_key_key RENAME TO api_keys_secret_hash_key;
DROP INDEX api_keys_workspace_id_idx;
CREATE INDEX api_keys_workspace_id_created_at_idx ON api_keys (workspace_id, created_at);
CREATE INDEX api_keys_created_by_id_idx ON api_keys (created_by_id);
ALTER TABLE memberships ADD CONSTRAINT memberships_role CHECK (role IN ('viewer', 'rep', 'manager', 'admin', 'owner'));

-- The audit log pages by its time-ordered ids.
DROP INDEX audit_entries_workspace_id_created_at_idx;
CREATE INDEX audit_entries_workspace_id_id_idx ON audit_entries (workspace_id, id);

-- Events are followed in the order in which their transactions began, below the oldest open one.
DROP INDEX domain_events_workspace_id_position_idx;
CREATE INDEX domain_events_workspace_id_xid_position_idx ON domain_events (workspace_id, xid, position);
