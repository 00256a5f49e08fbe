-- How somebody wants to be told: which events through which channel, when not, and in which language.
CREATE TABLE notice_preference (
  person_id  uuid PRIMARY KEY,
  document   jsonb NOT NULL,
  updated_at timestamptz NOT NULL
);
COMMENT ON COLUMN notice_preference.document IS 'ways (kind of notice, channel, now or digest), quiet (from, until, days off too), digest (time of the day), language';

ALTER TABLE notice ADD COLUMN kind text NOT NULL DEFAULT 'rule' CHECK (kind IN ('task', 'rule', 'mention', 'alert'));
ALTER TABLE notice ADD COLUMN ways text[];
CREATE INDEX notice_ways ON notice (id) WHERE ways IS NOT NULL;
COMMENT ON COLUMN notice.ways IS 'Channels that still are to carry a copy of it; null when there is nothing left to do';

ALTER TABLE outbound_message ADD COLUMN hold_until timestamptz;
COMMENT ON COLUMN outbound_message.hold_until IS 'When its reader wants to be told, where that is later; null where it waits for the limit per minute only';

-- The files of messages that have not gone out yet.
CREATE TABLE outbound_file (
  message  uuid NOT NULL REFERENCES outbound_message ON DELETE CASCADE,
  place    integer NOT NULL,
  name     text NOT NULL,
  type     text NOT NULL,
  content  bytea NOT NULL,
  PRIMARY KEY (message, place)
);
