package io.xiaodan.notification;

import java.util.Locale;

/** What kind of system a connection leads to. */
public enum ConnectionKind {
  /** A group robot of WeCom 企业微信. */
  WECOM_ROBOT,
  /** A group robot of DingTalk 钉钉. */
  DINGTALK_ROBOT,
  /** A group robot of Feishu 飞书. */
  FEISHU_ROBOT,
  /** Any system that takes JSON over HTTP. */
  WEBHOOK,
  /** A service that knows where parcels are: 快递100. Its secret is {@code customer:key}. */
  KUAIDI100,
  /** A service that knows where parcels are: 快递鸟. Its secret is {@code EBusinessID:ApiKey}. */
  KDNIAO;

  private final String key = name().toLowerCase(Locale.ROOT);

  /** The word in the database and the API. */
  public String key() {
    return key;
  }

  /** Whether people read what is sent there. */
  boolean isRobot() {
    return switch (this) {
      case WECOM_ROBOT, DINGTALK_ROBOT, FEISHU_ROBOT -> true;
      case WEBHOOK, KUAIDI100, KDNIAO -> false;
    };
  }
}
