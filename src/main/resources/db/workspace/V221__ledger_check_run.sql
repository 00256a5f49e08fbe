-- A comparison that is under way: one at a time.
CREATE TABLE ledger_check_run (
  single     boolean PRIMARY KEY DEFAULT true CHECK (single),
  state      text NOT NULL CHECK (state IN ('waiting', 'running', 'done')),
  done       int NOT NULL DEFAULT 0,
  total      int NOT NULL DEFAULT 0,
  changed_at timestamptz NOT NULL
);
COMMENT ON TABLE ledger_check_run IS 'How far the comparison of all data with itself has come';
