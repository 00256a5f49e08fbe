-- Soft holds: what somebody who is typing means to take, until they save, leave or let it lapse.
CREATE TABLE ledger_hold (
  session  uuid NOT NULL,
  ledger   text NOT NULL,
  place    jsonb NOT NULL,
  quantity numeric NOT NULL CHECK (quantity > 0),
  day      date NOT NULL,
  until    timestamptz NOT NULL,
  held_by  uuid NOT NULL,
  PRIMARY KEY (session, ledger, place, day)
);
CREATE INDEX ON ledger_hold (ledger, place);
CREATE INDEX ON ledger_hold (until);
COMMENT ON TABLE ledger_hold IS 'Kept back from the promises of others while it lasts; never posted, never a limit';
COMMENT ON COLUMN ledger_hold.session IS 'One form that is being typed';
