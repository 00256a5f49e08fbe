-- Demonstration data: one row once it was asked for, and everything that was made.
CREATE TABLE demo_load (
  only_one    boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  state       text NOT NULL CHECK (state IN ('loading', 'loaded', 'wiping', 'failed')),
  day         date NOT NULL,
  done        integer NOT NULL DEFAULT 0,
  total       integer NOT NULL DEFAULT 0,
  problem     text,
  asked_at    timestamptz NOT NULL
);
COMMENT ON COLUMN demo_load.day IS 'The day the data ends with; kept so that loading goes on with the same data after a crash';

-- Written in the statement that makes the record, so that nothing is made twice and nothing is forgotten.
CREATE TABLE demo_record (
  key         text PRIMARY KEY,
  form        text NOT NULL,
  record_id   uuid NOT NULL UNIQUE
);

CREATE TABLE demo_person (
  login       text PRIMARY KEY,
  person_id   uuid NOT NULL
);
