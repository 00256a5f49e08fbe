-- Every way messages take is a connection: the mail server and the provider of text messages too.
ALTER TABLE connection DROP CONSTRAINT connection_kind_check;
ALTER TABLE connection ADD CONSTRAINT connection_kind_check
  CHECK (kind IN ('wecom_robot', 'dingtalk_robot', 'feishu_robot', 'webhook', 'mail', 'sms', 'wecom_app', 'kuaidi100', 'kdniao'));
ALTER TABLE connection ADD COLUMN settings jsonb NOT NULL DEFAULT '{}';
ALTER TABLE connection ADD COLUMN per_minute integer CHECK (per_minute > 0);
COMMENT ON COLUMN connection.settings IS 'What is no secret: host, port, provider, signature';
COMMENT ON COLUMN connection.per_minute IS 'How many messages may go out in a minute; null for what its kind allows';

ALTER TABLE outbound_message DROP CONSTRAINT outbound_message_channel_check;
ALTER TABLE outbound_message ADD CONSTRAINT outbound_message_channel_check
  CHECK (channel IN ('email', 'sms', 'robot', 'webhook', 'wecom_app'));
ALTER TABLE outbound_message DROP CONSTRAINT outbound_message_state_check;
ALTER TABLE outbound_message ADD CONSTRAINT outbound_message_state_check
  CHECK (state IN ('sending', 'sent', 'not_sent', 'failed', 'held'));
ALTER TABLE outbound_message ADD COLUMN connection text;
ALTER TABLE outbound_message ADD COLUMN content jsonb;
ALTER TABLE outbound_message ADD COLUMN digest uuid;
CREATE INDEX outbound_message_pace ON outbound_message (connection, at);
CREATE INDEX outbound_message_held ON outbound_message (connection, id) WHERE state = 'held';
CREATE INDEX outbound_message_digest ON outbound_message (digest) WHERE digest IS NOT NULL;
COMMENT ON COLUMN outbound_message.connection IS 'Key of the connection it takes';
COMMENT ON COLUMN outbound_message.content IS 'What is not in its text: template and values of a text message, a link';
COMMENT ON COLUMN outbound_message.digest IS 'The message that carried this one together with others, because of the limit per minute';
