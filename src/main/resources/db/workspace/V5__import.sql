-- Files being imported or imported before. The file itself lies in the data folder until the import has ended.
CREATE TABLE import_job (
  id          uuid PRIMARY KEY,
  name        text NOT NULL,
  mapping     text NOT NULL,
  document    json NOT NULL,
  participants boolean NOT NULL,
  asked_by    uuid NOT NULL,
  asked_at    timestamptz NOT NULL,
  state       text NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  cancelling  boolean NOT NULL DEFAULT false,
  attempts    integer NOT NULL DEFAULT 0,
  done        bigint NOT NULL DEFAULT 0,
  total       bigint NOT NULL,
  lines_read  bigint NOT NULL DEFAULT 0,
  lines_total bigint,
  header      text[],
  report      json,
  problem     json,
  started_at  timestamptz,
  finished_at timestamptz
);
CREATE INDEX import_job_newest ON import_job (asked_at DESC, id DESC);
COMMENT ON COLUMN import_job.done IS 'Work done and to do, in bytes of the file times the weight of each pass over it';
COMMENT ON COLUMN import_job.problem IS 'Why it failed: one sentence per language';

-- Lines that were refused, whole, so that they can be mended and sent again.
CREATE TABLE import_refused (
  import_id   uuid NOT NULL REFERENCES import_job ON DELETE CASCADE,
  line        bigint NOT NULL,
  target      text NOT NULL,
  cells       text[] NOT NULL,
  reasons     json NOT NULL,
  PRIMARY KEY (import_id, line, target)
);
COMMENT ON COLUMN import_refused.target IS 'The form that refused it; empty when the line itself is wrong';
COMMENT ON COLUMN import_refused.reasons IS 'Field and one sentence per language';
