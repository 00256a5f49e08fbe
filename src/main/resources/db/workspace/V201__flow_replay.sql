-- A draft of a flow run over the records of the last days, without effects: how far it is, what came out, and which way each record took.
CREATE TABLE flow_replay (
  id          uuid PRIMARY KEY,
  flow        text NOT NULL,
  form        text NOT NULL,
  document    json NOT NULL,
  days        integer NOT NULL,
  since       timestamptz NOT NULL,
  asked_by    uuid NOT NULL,
  asked_at    timestamptz NOT NULL,
  state       text NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  done        bigint NOT NULL DEFAULT 0,
  total       bigint NOT NULL,
  last        uuid,
  tally       json NOT NULL,
  problem     json,
  finished_at timestamptz
);
CREATE INDEX flow_replay_flow ON flow_replay (flow, asked_at DESC);
COMMENT ON COLUMN flow_replay.last IS 'The record that was looked at last, so that a replay that was interrupted goes on';

CREATE TABLE flow_replay_record (
  replay      uuid NOT NULL REFERENCES flow_replay ON DELETE CASCADE,
  path        text NOT NULL,
  record_id   uuid NOT NULL,
  differs     boolean NOT NULL,
  PRIMARY KEY (replay, path, record_id)
);
CREATE INDEX flow_replay_differing ON flow_replay_record (replay, record_id) WHERE differs;
COMMENT ON COLUMN flow_replay_record.path IS 'Keys of the nodes with slashes between; ! where the flow would stop with an error';
