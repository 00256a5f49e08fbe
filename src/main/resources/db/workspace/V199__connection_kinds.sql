-- Every kind there is, whichever of the migrations before named some of them last.
ALTER TABLE connection DROP CONSTRAINT IF EXISTS connection_kind_check;
ALTER TABLE connection ADD CONSTRAINT connection_kind_check
  CHECK (kind IN ('wecom_robot', 'dingtalk_robot', 'feishu_robot', 'webhook', 'mail', 'sms', 'wecom_app', 'kuaidi100', 'kdniao'));
