-- Ledgers. Their tables and functions are made when a ledger is published; this is what they share.
CREATE TABLE ledger_state (
  ledger      text PRIMARY KEY,
  fingerprint text NOT NULL,
  state       text NOT NULL CHECK (state IN ('building', 'ready')),
  done        bigint NOT NULL DEFAULT 0,
  total       bigint NOT NULL DEFAULT 0,
  changed_at  timestamptz NOT NULL
);
COMMENT ON TABLE ledger_state IS 'Whether the balances of a ledger are complete; limits hold once they are';
COMMENT ON COLUMN ledger_state.fingerprint IS 'What decides about entries: another one asks for a rebuild';

CREATE TABLE ledger_check (
  ledger     text NOT NULL,
  invariant  text NOT NULL,
  checked_at timestamptz NOT NULL,
  millis     bigint NOT NULL,
  compared   bigint NOT NULL,
  offenders  bigint NOT NULL,
  examples   jsonb NOT NULL,
  PRIMARY KEY (ledger, invariant)
);
COMMENT ON TABLE ledger_check IS 'What the last comparison of each ledger with its records found';

-- Posts to ledgers in their order, so that everybody locks in the same one: each hands what it posts on
-- to those that come later. Called within the statement of a change, after its guards; its inner
-- statements see what others committed before the locks were granted.
CREATE FUNCTION ledger_post(change jsonb) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  ledger  text;
  own     jsonb;
  derived jsonb;
  pending jsonb := change->'post';
  part    jsonb;
BEGIN
  FOR ledger IN SELECT jsonb_array_elements_text(change->'ledgers') LOOP
    own := pending->ledger;
    CONTINUE WHEN own IS NULL;
    EXECUTE format('SELECT %I.%I($1, $2, $3, $4)', change->>'schema', 'l_' || ledger || '__post') INTO derived
      USING ARRAY(SELECT jsonb_array_elements_text(own->'origins')), own->'entries', (change->>'today')::date, (change->>'checked')::boolean;
    FOR part IN SELECT jsonb_array_elements(derived) LOOP
      own := COALESCE(pending->(part->>'ledger'), '{"origins": [], "entries": []}');
      pending := jsonb_set(pending, ARRAY[part->>'ledger'], jsonb_build_object(
        'origins', (own->'origins') || (part->'origins'), 'entries', (own->'entries') || (part->'entries')));
    END LOOP;
  END LOOP;
  RETURN true;
END $$;
