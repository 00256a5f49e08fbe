-- What a list of tasks is ordered by stands with the assignment, so that each of its orders is the walk of an index however much waits. Neither changes while a task is open.
ALTER TABLE task_assignee ADD COLUMN priority smallint NOT NULL DEFAULT 0;
ALTER TABLE task_assignee ADD COLUMN due_at timestamptz NOT NULL DEFAULT 'infinity';
UPDATE task_assignee a SET priority = t.priority, due_at = coalesce(t.due_at, 'infinity')
FROM task t WHERE t.id = a.task_id AND (t.priority <> 0 OR t.due_at IS NOT NULL);
CREATE INDEX task_assignee_priority ON task_assignee (who, priority, task_id);
CREATE INDEX task_assignee_due ON task_assignee (who, due_at, task_id);
