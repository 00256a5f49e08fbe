-- What every module stands on: settings, background jobs, and the guard of one-statement optimistic writes.

CREATE TABLE xiaodan.setting (
  key        text PRIMARY KEY,
  value      jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE xiaodan.setting IS 'Settings of the whole installation, one JSON value per key';

-- The shape is db-scheduler's.
CREATE TABLE xiaodan.scheduled_tasks (
  task_name            text NOT NULL,
  task_instance        text NOT NULL,
  task_data            bytea,
  execution_time       timestamptz NOT NULL,
  picked               boolean NOT NULL,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures int,
  last_heartbeat       timestamptz,
  version              bigint NOT NULL,
  priority             smallint,
  PRIMARY KEY (task_name, task_instance)
) WITH (fillfactor = 70);
CREATE INDEX scheduled_tasks_due ON xiaodan.scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_heartbeat ON xiaodan.scheduled_tasks (last_heartbeat) WHERE picked;
COMMENT ON TABLE xiaodan.scheduled_tasks IS 'Background jobs that wait or run; carried out by any node';

CREATE TABLE xiaodan.dead_job (
  type     text NOT NULL,
  id       text NOT NULL,
  payload  text NOT NULL,
  attempts int NOT NULL,
  error    text NOT NULL,
  died_at  timestamptz NOT NULL,
  PRIMARY KEY (type, id)
);
COMMENT ON TABLE xiaodan.dead_job IS 'Background jobs given up after their last attempt';

-- Lets a statement of several parts abort itself when one of them did not touch the rows it was meant to.
CREATE FUNCTION xiaodan.expect(actual bigint, expected bigint, what text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF actual IS DISTINCT FROM expected THEN
    RAISE EXCEPTION USING ERRCODE = 'XD409', MESSAGE = what,
      DETAIL = format('expected %s, found %s', expected, actual);
  END IF;
  RETURN true;
END $$;
COMMENT ON FUNCTION xiaodan.expect(bigint, bigint, text) IS
  'Raises SQLSTATE XD409 with the message "what" when actual differs from expected';

-- Searching inside text; without the extension searches still work, only slower.
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm') THEN
    CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
  END IF;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE 'pg_trgm was not installed: no privilege';
END $$;
