-- Every export there ever was: who took what out and when. The file itself lies in the data folder for some days.
CREATE TABLE export_job (
  id          uuid PRIMARY KEY,
  form        text NOT NULL,
  name        text NOT NULL,
  request     json NOT NULL,
  language    text NOT NULL,
  asked_by    uuid NOT NULL,
  asked_at    timestamptz NOT NULL,
  state       text NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  cancelling  boolean NOT NULL DEFAULT false,
  done        bigint NOT NULL DEFAULT 0,
  total       bigint NOT NULL DEFAULT 0,
  rows        bigint NOT NULL DEFAULT 0,
  bytes       bigint,
  downloads   integer NOT NULL DEFAULT 0,
  problem     json,
  finished_at timestamptz
);
CREATE INDEX export_job_newest ON export_job (asked_at DESC, id DESC);
COMMENT ON COLUMN export_job.done IS 'Records written and to write; rows are those of the sheets';

-- How somebody mapped the columns of a file to a form, to be offered the next time.
CREATE TABLE import_memory (
  person      uuid NOT NULL,
  form        text NOT NULL,
  columns     text NOT NULL,
  plan        json NOT NULL,
  used_at     timestamptz NOT NULL,
  PRIMARY KEY (person, form, columns)
);
COMMENT ON COLUMN import_memory.columns IS 'The headers of the file in their order, one a line';
