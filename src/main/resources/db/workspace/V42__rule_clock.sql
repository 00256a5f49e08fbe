-- How far each rule that waits for a time has been carried out.
CREATE TABLE rule_clock (
  rule      text PRIMARY KEY,
  until     timestamptz NOT NULL,
  round_end timestamptz,
  after_id  uuid
);
COMMENT ON COLUMN rule_clock.until IS 'Up to this moment nothing is left to do';
COMMENT ON COLUMN rule_clock.round_end IS 'Up to which moment the round goes that is under way; null between rounds';
COMMENT ON COLUMN rule_clock.after_id IS 'The last record of the round that is done';
