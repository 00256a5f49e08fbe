-- A notice may lead to a page that is about no single record.
ALTER TABLE notice ADD COLUMN place text;
COMMENT ON COLUMN notice.place IS 'Path of the page it leads to; null where it leads to its record, or nowhere';
CREATE INDEX rule_run_failed ON rule_run (finished_at) WHERE state = 'failed';
