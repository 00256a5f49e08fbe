-- Proposed changes of records: what a record of the form of proposals means to change in another record.
CREATE TABLE amendment (
  id        uuid PRIMARY KEY,
  form      text NOT NULL,
  record_id uuid NOT NULL,
  base_rev  bigint NOT NULL,
  state     text NOT NULL,
  changes   jsonb NOT NULL,
  impact    jsonb NOT NULL,
  made_at   timestamptz NOT NULL,
  made_by   uuid NOT NULL,
  ended_at  timestamptz,
  ended_by  uuid,
  rev       bigint
);
CREATE INDEX ON amendment (record_id, made_at);
COMMENT ON TABLE amendment IS 'One row for each record of a form of proposals';
COMMENT ON COLUMN amendment.id IS 'Id of the record that carries the proposal through its flow';
COMMENT ON COLUMN amendment.base_rev IS 'Revision of the record that the proposal was made from';
COMMENT ON COLUMN amendment.state IS 'As in that record: draft, proposed, applied, refused, withdrawn or overtaken';
COMMENT ON COLUMN amendment.changes IS 'Field by field: before and after, values as in events, without computed ones';
COMMENT ON COLUMN amendment.impact IS 'What was known of its impact when it was proposed: figures and warnings; nothing worse is applied';
COMMENT ON COLUMN amendment.rev IS 'Revision of the record that came of it; empty where it was not applied';
