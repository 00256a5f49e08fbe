-- Connections also lead to services that know where parcels are.
ALTER TABLE connection DROP CONSTRAINT connection_kind_check;
ALTER TABLE connection ADD CHECK (kind IN ('wecom_robot', 'dingtalk_robot', 'feishu_robot', 'webhook', 'kuaidi100', 'kdniao'));
