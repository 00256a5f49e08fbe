-- Runs that a step of another run called.
ALTER TABLE rule_run ADD COLUMN parent_run uuid;
ALTER TABLE rule_run ADD COLUMN parent_step text;
COMMENT ON COLUMN rule_run.parent_run IS 'The run whose step called this one; it may be gone already';
COMMENT ON COLUMN rule_run.parent_step IS 'The step, with the entry of the list behind it: each/0/call';
CREATE UNIQUE INDEX rule_run_called ON rule_run (parent_run, parent_step) WHERE parent_run IS NOT NULL;
