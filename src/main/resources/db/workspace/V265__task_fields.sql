-- How little the fields of its record show themselves to those asked while a task is open: {"field": "hidden" | "read"}; null where its node takes nothing away.
ALTER TABLE task ADD COLUMN fields jsonb;
CREATE INDEX task_fields ON task (form) WHERE fields IS NOT NULL AND state = 'open';

-- Tasks that wait already, of nodes that say so (nodes of sub-flows have keys of their own and say it from the next task on).
WITH started AS (
  SELECT DISTINCT i.flow, i.blueprint FROM flow_instance i JOIN task t ON t.instance_id = i.id WHERE t.state IN ('open', 'paused')
), said AS (
  SELECT s.flow, s.blueprint, n.value ->> 'key' AS node, jsonb_object_agg(f.key, f.value) AS fields
  FROM started s
  JOIN LATERAL (
    SELECT v.document::jsonb AS document FROM artifact_version v
    WHERE v.kind = 'flow' AND v.key = s.flow AND v.blueprint <= s.blueprint ORDER BY v.blueprint DESC LIMIT 1) v ON true
  CROSS JOIN LATERAL jsonb_array_elements(v.document -> 'nodes') AS n
  CROSS JOIN LATERAL jsonb_each_text(n.value -> 'fields') AS f
  WHERE f.value IN ('hidden', 'read')
  GROUP BY 1, 2, 3
)
UPDATE task t SET fields = s.fields
FROM flow_instance i JOIN said s ON s.flow = i.flow AND s.blueprint = i.blueprint
WHERE i.id = t.instance_id AND s.node = t.node AND t.state IN ('open', 'paused');
