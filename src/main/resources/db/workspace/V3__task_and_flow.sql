-- What somebody is to do: an approval, a piece of work, a to-do of a rule.
CREATE TABLE task (
  id          uuid PRIMARY KEY,
  kind        text NOT NULL,
  state       text NOT NULL,
  form        text,
  record_id   uuid,
  instance_id uuid,
  node        text,
  title       text,
  created_at  timestamptz NOT NULL,
  done_at     timestamptz,
  done_by     uuid,
  outcome     text,
  comment     text
);
CREATE INDEX task_record ON task (record_id);
CREATE INDEX task_instance ON task (instance_id);
CREATE INDEX task_done ON task (done_by, done_at DESC) WHERE done_by IS NOT NULL;

-- Who may do an open task: role:<key> or person:<id>. Gone when it is done, so this stays as small as the work that waits.
CREATE TABLE task_assignee (
  who         text NOT NULL,
  task_id     uuid NOT NULL,
  PRIMARY KEY (who, task_id)
);
CREATE INDEX task_assignee_task ON task_assignee (task_id);

-- One record on its way; it stays on the flow as it was in the blueprint it started with.
CREATE TABLE flow_instance (
  id          uuid PRIMARY KEY,
  form        text NOT NULL,
  record_id   uuid NOT NULL,
  flow        text NOT NULL,
  blueprint   bigint NOT NULL,
  rev         bigint NOT NULL,
  state       text NOT NULL,
  started_at  timestamptz NOT NULL,
  started_by  uuid NOT NULL,
  finished_at timestamptz
);
CREATE INDEX flow_instance_record ON flow_instance (record_id);
