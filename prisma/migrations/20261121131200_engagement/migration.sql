-- Whether a person or a machine opened or clicked, and how that is known. Only a person's visits count.
CREATE TYPE visit_verdict AS ENUM ('human', 'machine', 'unknown');
ALTER TABLE tracking_events
  ADD COLUMN verdict visit_verdict,
  ADD COLUMN method TEXT;
ALTER TABLE tracking_events RENAME COLUMN machine_reason TO reason;
UPDATE tracking_events SET verdict = CASE WHEN is_machine THEN 'machine' ELSE 'human' END::visit_verdict WHERE type IN ('open', 'click');
ALTER TABLE tracking_events DROP COLUMN is_machine;
