-- Doors for other systems: what they send becomes records of a form.
CREATE TABLE hook (
  id           uuid PRIMARY KEY,
  label        text NOT NULL,
  form         text NOT NULL,
  address_hash bytea NOT NULL UNIQUE,
  sealed       text NOT NULL,
  proof        text NOT NULL CHECK (proof IN ('none', 'xiaodan', 'hmac', 'token')),
  document     json NOT NULL,
  enabled      boolean NOT NULL,
  rev          bigint NOT NULL,
  updated_at   timestamptz NOT NULL,
  updated_by   uuid NOT NULL
);
COMMENT ON COLUMN hook.address_hash IS 'SHA-256 of the unguessable end of its address';
COMMENT ON COLUMN hook.sealed IS 'That end and the secret, sealed with the key of the installation';
COMMENT ON COLUMN hook.document IS 'How a payload becomes values: fields, key, the record it belongs to, an example';

-- Every call as it came.
CREATE TABLE hook_call (
  id        uuid PRIMARY KEY,
  hook      uuid NOT NULL REFERENCES hook ON DELETE CASCADE,
  at        timestamptz NOT NULL,
  headers   json NOT NULL,
  body      text NOT NULL,
  dedupe    text,
  state     text NOT NULL CHECK (state IN ('received', 'done', 'repeated', 'refused')),
  record_id uuid,
  reason    json,
  replays   integer NOT NULL DEFAULT 0
);
CREATE INDEX hook_call_newest ON hook_call (hook, id DESC);
CREATE INDEX hook_call_record ON hook_call (record_id) WHERE record_id IS NOT NULL;

-- What has had its effect: one row for each key, written with the record.
CREATE TABLE hook_effect (
  hook      uuid NOT NULL REFERENCES hook ON DELETE CASCADE,
  dedupe    text NOT NULL,
  call      uuid NOT NULL,
  record_id uuid,
  at        timestamptz NOT NULL,
  PRIMARY KEY (hook, dedupe)
);
