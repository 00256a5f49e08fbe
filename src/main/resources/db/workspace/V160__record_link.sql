-- Links to one record for the people it concerns. Their address is signed, so nothing secret is kept here: a copy of this table opens nothing.
CREATE TABLE record_link (
  id          uuid PRIMARY KEY,
  purpose     text NOT NULL,
  form        text NOT NULL,
  record_id   uuid NOT NULL,
  subject     text NOT NULL DEFAULT '',
  generation  integer NOT NULL DEFAULT 1,
  about       json NOT NULL DEFAULT '{}',
  created_by  uuid NOT NULL,
  created_at  timestamptz NOT NULL,
  expires_at  timestamptz,
  revoked_at  timestamptz,
  uses        bigint NOT NULL DEFAULT 0,
  used_at     timestamptz,
  UNIQUE (purpose, record_id, subject)
);
COMMENT ON COLUMN record_link.generation IS 'Part of what is signed: one more, and the old address is no more';
COMMENT ON COLUMN record_link.subject IS 'What of the record it is about where there may be several, such as a period';

-- What a customer wrote or urged through a link, and what was answered.
CREATE TABLE tracking_message (
  id          uuid PRIMARY KEY,
  link        uuid NOT NULL REFERENCES record_link ON DELETE CASCADE,
  at          timestamptz NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('message', 'urge', 'reply', 'signed')),
  by          uuid,
  text        text NOT NULL,
  task        uuid
);
CREATE INDEX tracking_message_link ON tracking_message (link, at);

-- What carriers said of parcels, kept so that each is asked seldom.
CREATE TABLE parcel (
  carrier     text NOT NULL,
  number      text NOT NULL,
  connection  text NOT NULL,
  phone       text,
  state       text NOT NULL DEFAULT 'unknown',
  events      json NOT NULL DEFAULT '[]',
  problem     text,
  asked_at    timestamptz,
  next_at     timestamptz NOT NULL,
  fails       integer NOT NULL DEFAULT 0,
  PRIMARY KEY (carrier, number)
);
CREATE INDEX parcel_next ON parcel (next_at);
