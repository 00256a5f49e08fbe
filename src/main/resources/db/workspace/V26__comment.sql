-- What people say about a record. A mention stands in the text as @[id of the person].
CREATE TABLE comment (
  id        uuid PRIMARY KEY,
  form      text NOT NULL,
  record_id uuid NOT NULL,
  at        timestamptz NOT NULL,
  by        uuid NOT NULL,
  text      text NOT NULL,
  edited_at timestamptz
);
CREATE INDEX comment_record ON comment (record_id, id DESC);
