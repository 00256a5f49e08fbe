-- One match of a rule: written with the change that caused it.
CREATE TABLE rule_run (
  id          uuid PRIMARY KEY,
  rule        text NOT NULL,
  blueprint   bigint NOT NULL,
  event_id    uuid NOT NULL,
  form        text NOT NULL,
  record_id   uuid NOT NULL,
  matched_at  timestamptz NOT NULL,
  by          uuid NOT NULL,
  depth       integer NOT NULL,
  state       text NOT NULL,
  finished_at timestamptz,
  error       jsonb,
  input       jsonb NOT NULL
);
COMMENT ON COLUMN rule_run.by IS 'Who made the change';
COMMENT ON COLUMN rule_run.depth IS '1 for a change that no rule made, one more for each rule in the chain';
COMMENT ON COLUMN rule_run.state IS 'running, done, failed';
COMMENT ON COLUMN rule_run.input IS 'The record after the change, and the values before of what differed';
CREATE INDEX rule_run_rule ON rule_run (rule, id DESC);
CREATE INDEX rule_run_record ON rule_run (record_id, id DESC);
CREATE INDEX rule_run_unfinished ON rule_run (state, id DESC) WHERE state <> 'done';

-- What each step of a run has come to.
CREATE TABLE rule_step (
  run_id      uuid NOT NULL,
  step        text NOT NULL,
  action      text NOT NULL,
  after       text[] NOT NULL,
  state       text NOT NULL,
  attempts    integer NOT NULL DEFAULT 0,
  detail      jsonb,
  reason      jsonb,
  started_at  timestamptz,
  finished_at timestamptz,
  PRIMARY KEY (run_id, step)
);
COMMENT ON COLUMN rule_step.state IS 'waiting, running, done, failed, not_sent, cancelled (a step before it did not succeed)';
COMMENT ON COLUMN rule_step.reason IS 'Why it was not done: code and sentence in each language';
