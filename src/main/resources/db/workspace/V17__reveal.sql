-- Who has asked for a value behind a mask.
CREATE TABLE reveal (
  id        uuid PRIMARY KEY,
  at        timestamptz NOT NULL,
  by        uuid NOT NULL,
  form      text NOT NULL,
  record_id uuid NOT NULL,
  field     text NOT NULL
);
CREATE INDEX reveal_record ON reveal (record_id, id DESC);
