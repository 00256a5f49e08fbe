-- Steps are listed in the order of their rule.
ALTER TABLE rule_step ADD COLUMN place integer NOT NULL DEFAULT 0;
