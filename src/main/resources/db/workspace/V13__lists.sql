-- How people look at the records of a form: saved filters, sorts, groups, columns.
CREATE TABLE list_view (
  id          uuid PRIMARY KEY,
  form        text NOT NULL,
  rev         bigint NOT NULL,
  label       text NOT NULL,
  kind        text NOT NULL,
  scope       text NOT NULL CHECK (scope IN ('own', 'shared')),
  roles       text[] NOT NULL,
  position    integer NOT NULL,
  document    json NOT NULL,
  by          uuid NOT NULL,
  updated_at  timestamptz NOT NULL
);
CREATE INDEX list_view_form ON list_view (form, position, id);
COMMENT ON COLUMN list_view.roles IS 'Whom a shared view is for; empty for everybody who sees the form';

CREATE TABLE list_view_default (
  person_id   uuid NOT NULL,
  form        text NOT NULL,
  view_id     uuid NOT NULL REFERENCES list_view ON DELETE CASCADE,
  PRIMARY KEY (person_id, form)
);
CREATE INDEX list_view_default_view ON list_view_default (view_id);

-- For whom a form's search texts were written, so that they are written again when its text fields change.
CREATE TABLE search_state (
  form        text PRIMARY KEY,
  fields      text NOT NULL
);

-- The pairs of neighbouring characters of a search text, which stand before its first mark; an index over them finds any part of it.
CREATE FUNCTION search_pairs(content text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN string_to_array(split_part(content, U&'\001D', 1), ' ');

-- Every table of records gets a text to be searched, and an index over its pairs.
DO $$
DECLARE
  records text;
BEGIN
  FOR records IN
    SELECT c.table_name FROM information_schema.columns c
    WHERE c.table_schema = current_schema() AND c.column_name = 'deleted_at' AND c.table_name LIKE 'f\_%'
  LOOP
    EXECUTE format('ALTER TABLE %I ADD COLUMN _search text', records);
    EXECUTE format('CREATE INDEX %I ON %I USING gin (search_pairs(_search))', records || '__search_ix', records);
  END LOOP;
END $$;
