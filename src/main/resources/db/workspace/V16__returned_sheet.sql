-- Sheets that were exported, changed and sent back: what differs, what was taken over, and how to undo it.
CREATE TABLE returned_sheet (
  id          uuid PRIMARY KEY,
  form        text NOT NULL,
  name        text NOT NULL,
  asked_by    uuid NOT NULL,
  asked_at    timestamptz NOT NULL,
  state       text NOT NULL CHECK (state IN ('compared', 'applying', 'applied', 'undoing', 'undone', 'failed')),
  done        bigint NOT NULL DEFAULT 0,
  total       bigint NOT NULL DEFAULT 0,
  unchanged   bigint NOT NULL DEFAULT 0,
  problem     json,
  finished_at timestamptz
);
CREATE INDEX returned_sheet_newest ON returned_sheet (asked_by, asked_at DESC);

CREATE TABLE returned_row (
  sheet_id    uuid NOT NULL REFERENCES returned_sheet ON DELETE CASCADE,
  number      integer NOT NULL,
  line        bigint,
  kind        text NOT NULL CHECK (kind IN ('changed', 'new', 'missing', 'gone')),
  record_id   uuid,
  rev         bigint,
  title       text NOT NULL,
  cells       json NOT NULL,
  wanted      boolean NOT NULL DEFAULT false,
  outcome     text CHECK (outcome IN ('applied', 'left', 'failed', 'undone', 'kept')),
  rev_after   bigint,
  before      json,
  reason      json,
  PRIMARY KEY (sheet_id, number)
);
COMMENT ON COLUMN returned_row.rev IS 'Revision the comparison saw; a record that has moved on since is not changed';
COMMENT ON COLUMN returned_row.wanted IS 'Whether the person wants it to happen';
COMMENT ON COLUMN returned_row.before IS 'Values of the changed fields before, as the record door takes them, to undo by';
