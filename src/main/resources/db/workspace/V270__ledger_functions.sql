-- Ledgers are posted to by a function that is written out for those there are, made with them.
DROP FUNCTION ledger_post(jsonb);
