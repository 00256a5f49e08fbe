-- Artifacts: what a company builds. Documents are kept as json, not jsonb, so that the order of their parts survives.
CREATE TABLE artifact (
  kind       text NOT NULL,
  key        text NOT NULL,
  position   bigint GENERATED ALWAYS AS IDENTITY,
  published  integer NOT NULL DEFAULT 0,
  draft      json,
  draft_based_on integer,
  draft_at   timestamptz,
  draft_by   uuid,
  PRIMARY KEY (kind, key)
);

CREATE TABLE artifact_version (
  kind       text NOT NULL,
  key        text NOT NULL,
  version    integer NOT NULL,
  blueprint  bigint NOT NULL,
  document   json NOT NULL,
  at         timestamptz NOT NULL,
  by         uuid NOT NULL,
  PRIMARY KEY (kind, key, version),
  FOREIGN KEY (kind, key) REFERENCES artifact
);

-- One row: the version of the published whole. Publishing locks it, so publications follow one another.
CREATE TABLE blueprint (
  only_one   boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  version    bigint NOT NULL
);
INSERT INTO blueprint VALUES (true, 0);

-- Every change of every record, append only: history, feed and replay in one.
CREATE TABLE event (
  id         uuid NOT NULL,
  at         timestamptz NOT NULL,
  form       text NOT NULL,
  record_id  uuid NOT NULL,
  rev        bigint NOT NULL,
  kind       text NOT NULL,
  by         uuid NOT NULL,
  origin     text NOT NULL,
  cause      uuid,
  changes    jsonb NOT NULL,
  PRIMARY KEY (at, id)
) PARTITION BY RANGE (at);
CREATE TABLE event_default PARTITION OF event DEFAULT;
CREATE INDEX event_record ON event (record_id, at DESC);

-- The next counter of each auto number and period.
CREATE TABLE counter (
  form       text NOT NULL,
  field      text NOT NULL,
  period     text NOT NULL,
  next       bigint NOT NULL,
  PRIMARY KEY (form, field, period)
);

-- Which record a request with an Idempotency-Key has made.
CREATE TABLE idempotency (
  person_id  uuid NOT NULL,
  key        text NOT NULL,
  record_id  uuid NOT NULL,
  at         timestamptz NOT NULL,
  PRIMARY KEY (person_id, key)
);
