-- Systems outside that messages are sent to.
CREATE TABLE connection (
  key        text PRIMARY KEY CHECK (key ~ '^[a-z][a-z0-9_]{0,28}$'),
  kind       text NOT NULL CHECK (kind IN ('wecom_robot', 'dingtalk_robot', 'feishu_robot', 'webhook')),
  label      text NOT NULL,
  address    text NOT NULL,
  sealed     text NOT NULL,
  updated_at timestamptz NOT NULL,
  updated_by uuid NOT NULL
);
COMMENT ON COLUMN connection.address IS 'The address as far as it is no secret, for people';
COMMENT ON COLUMN connection.sealed IS 'The whole address and the secret, sealed with the key of the installation';

ALTER TABLE outbound_message DROP CONSTRAINT outbound_message_channel_check;
ALTER TABLE outbound_message ADD CHECK (channel IN ('email', 'sms', 'robot', 'webhook'));
