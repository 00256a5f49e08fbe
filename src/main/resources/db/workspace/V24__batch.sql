-- Changes of many records at once: who asked for what, how far it is, and what became of each record.
CREATE TABLE batch_job (
  id          uuid PRIMARY KEY,
  form        text NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('edit', 'delete', 'restore', 'purge')),
  request     json NOT NULL,
  language    text NOT NULL,
  asked_by    uuid NOT NULL,
  asked_at    timestamptz NOT NULL,
  state       text NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled', 'undoing', 'undone')),
  cancelling  boolean NOT NULL DEFAULT false,
  total       bigint NOT NULL,
  done        bigint NOT NULL DEFAULT 0,
  changed     bigint NOT NULL DEFAULT 0,
  same        bigint NOT NULL DEFAULT 0,
  refused     bigint NOT NULL DEFAULT 0,
  undone      bigint NOT NULL DEFAULT 0,
  kept        bigint NOT NULL DEFAULT 0,
  problem     json,
  finished_at timestamptz
);
CREATE INDEX batch_job_newest ON batch_job (asked_by, asked_at DESC, id DESC);

CREATE TABLE batch_row (
  job_id      uuid NOT NULL REFERENCES batch_job ON DELETE CASCADE,
  number      integer NOT NULL,
  record_id   uuid NOT NULL,
  rev         bigint,
  outcome     text CHECK (outcome IN ('changed', 'same', 'refused', 'undone', 'kept')),
  rev_after   bigint,
  before      json,
  after       json,
  reason      json,
  PRIMARY KEY (job_id, number)
);
CREATE INDEX batch_row_waiting ON batch_row (job_id, number) WHERE outcome IS NULL;
CREATE INDEX batch_row_outcome ON batch_row (job_id, outcome, number);
CREATE INDEX batch_row_record ON batch_row (record_id);
COMMENT ON COLUMN batch_row.rev IS 'Revision when the record was picked by a filter; null where it was picked by hand';
COMMENT ON COLUMN batch_row.before IS 'Values of the changed fields before, as the record door takes them, to undo by';
COMMENT ON COLUMN batch_row.after IS 'The same after; whoever changed one of them since is not undone';
