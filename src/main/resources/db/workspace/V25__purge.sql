-- What was removed for good, by whom and when; nothing of its content is kept.
CREATE TABLE purge (
  id        uuid PRIMARY KEY,
  at        timestamptz NOT NULL,
  by        uuid NOT NULL,
  form      text NOT NULL,
  record_id uuid NOT NULL
);
