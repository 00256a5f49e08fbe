-- Where an instance stands, as the interpreter knows it, and the answers its first step was given. Instances from before have neither: they stand at their only open task.
ALTER TABLE flow_instance ADD COLUMN place jsonb;
ALTER TABLE flow_instance ADD COLUMN begun jsonb;
ALTER TABLE flow_instance ADD COLUMN result text;
CREATE INDEX flow_instance_started_by ON flow_instance (started_by, id DESC);
CREATE INDEX flow_instance_running ON flow_instance (flow) WHERE state = 'running';

ALTER TABLE task ADD COLUMN due_at timestamptz;
ALTER TABLE task ADD COLUMN done_for uuid;
COMMENT ON COLUMN task.done_for IS 'On whose behalf a standing proxy did it';
COMMENT ON COLUMN task.state IS 'open, done, paused while its record is in the recycle bin, closed when somebody else has made it needless (done_at, done_by and outcome then say who did what)';

-- Everything that was done to an instance after its start. What the interpreter was told, with the answers it was given, stands in detail: from these the same state comes out again.
CREATE TABLE flow_event (
  id          uuid PRIMARY KEY,
  instance_id uuid NOT NULL,
  rev         bigint NOT NULL,
  at          timestamptz NOT NULL,
  act         text NOT NULL,
  person_id   uuid NOT NULL,
  behalf      uuid,
  node        text,
  task_id     uuid,
  outcome     text,
  comment     text,
  people      uuid[] NOT NULL,
  files       uuid[] NOT NULL,
  signature   uuid,
  detail      jsonb NOT NULL,
  UNIQUE (instance_id, rev)
);

-- Who has got a copy of a record in a flow; once for each person.
CREATE TABLE flow_copy (
  instance_id uuid NOT NULL,
  person_id   uuid NOT NULL,
  form        text NOT NULL,
  record_id   uuid NOT NULL,
  node        text NOT NULL,
  at          timestamptz NOT NULL,
  read_at     timestamptz,
  PRIMARY KEY (instance_id, person_id)
);
CREATE INDEX flow_copy_person ON flow_copy (person_id, at DESC);
CREATE INDEX flow_copy_record ON flow_copy (record_id);

-- Who acts for whom, from when to when; forms is null for every form.
CREATE TABLE task_proxy (
  id          uuid PRIMARY KEY,
  person_id   uuid NOT NULL,
  proxy_id    uuid NOT NULL,
  from_at     timestamptz NOT NULL,
  to_at       timestamptz NOT NULL,
  forms       text[],
  note        text,
  created_at  timestamptz NOT NULL,
  created_by  uuid NOT NULL,
  ended_at    timestamptz
);
CREATE INDEX task_proxy_proxy ON task_proxy (proxy_id, to_at);
CREATE INDEX task_proxy_person ON task_proxy (person_id);
