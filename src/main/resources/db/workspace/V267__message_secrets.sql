-- Addresses that open something without signing in do not stand in the texts of messages any more.
ALTER TABLE outbound_message ADD COLUMN sealed text;
COMMENT ON COLUMN outbound_message.sealed IS 'The text as it goes out, sealed, where the body leaves addresses out; null once it has gone out';
UPDATE outbound_message SET body = regexp_replace(body, '(/|token=)[A-Za-z0-9_-]{40,}', '\1…', 'g')
WHERE state = 'sent' AND body ~ '(/|token=)[A-Za-z0-9_-]{40,}';
