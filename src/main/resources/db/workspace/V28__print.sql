-- Every document of many records there ever was: who printed what and when. The file itself lies in the data folder for a day.
CREATE TABLE print_job (
  id          uuid PRIMARY KEY,
  form        text NOT NULL,
  name        text NOT NULL,
  request     json NOT NULL,
  language    text NOT NULL,
  asked_by    uuid NOT NULL,
  asked_at    timestamptz NOT NULL,
  state       text NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  cancelling  boolean NOT NULL DEFAULT false,
  done        integer NOT NULL DEFAULT 0,
  total       integer NOT NULL DEFAULT 0,
  bytes       bigint,
  problem     json,
  finished_at timestamptz
);
CREATE INDEX print_job_newest ON print_job (asked_by, asked_at DESC, id DESC);
