-- Posts as before, by plans that are made once for a connection and use indexes: with the rows of each
-- call in mind PostgreSQL would plan every inner statement anew, which costs more than to carry it
-- out; and a plan that was made while a ledger was empty must not read all of it when it has grown.
ALTER FUNCTION ledger_post(jsonb) SET plan_cache_mode = 'force_generic_plan' SET enable_seqscan = off;
