-- How urgent a task is: 0 usual, 1 high, 2 urgent; its flow says so when it is handed out.
ALTER TABLE task ADD COLUMN priority smallint NOT NULL DEFAULT 0;
