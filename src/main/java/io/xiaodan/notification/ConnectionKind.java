package io.xiaodan.notification;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What kind of system a connection leads to. */
public enum ConnectionKind {
  /** A group robot of WeCom 企业微信, which takes 20 messages a minute. */
  WECOM_ROBOT(20, Url.REQUIRED, null),
  /** A group robot of DingTalk 钉钉, which takes 20 messages a minute. */
  DINGTALK_ROBOT(20, Url.REQUIRED, null),
  /** A group robot of Feishu 飞书, which takes 100 messages a minute. */
  FEISHU_ROBOT(100, Url.REQUIRED, null),
  /** Any system that takes JSON over HTTP. */
  WEBHOOK(null, Url.REQUIRED, null),
  /** The mail server; there is one. */
  MAIL(
      null,
      Url.NONE,
      "mail",
      Setting.required("host"),
      Setting.number("port"),
      Setting.of("username"),
      Setting.of("from"),
      Setting.oneOf("tls", "none", "offered", "starttls", "tls")),
  /** The provider of text messages; there is one. */
  SMS(
      null,
      Url.NONE,
      "sms",
      Setting.required("supplier"),
      Setting.required("access-key-id"),
      Setting.of("signature"),
      Setting.of("template-id"),
      Setting.of("template-name"),
      Setting.of("sdk-app-id"),
      Setting.of("sender"),
      Setting.of("url"),
      Setting.of("prefix")),
  /** An app of the company in WeCom 企业微信, through which persons are told; there is one. */
  WECOM_APP(
      null,
      Url.OPTIONAL,
      "wecom_app",
      Setting.required("corp-id"),
      new Setting("agent-id", true, true, List.of())),
  /** A service that knows where parcels are: 快递100. Its secret is {@code customer:key}. */
  KUAIDI100(null, Url.REQUIRED, null),
  /** A service that knows where parcels are: 快递鸟. Its secret is {@code EBusinessID:ApiKey}. */
  KDNIAO(null, Url.REQUIRED, null);

  /** Whether a connection has an address of its own. */
  enum Url {
    NONE,
    OPTIONAL,
    REQUIRED
  }

  /**
   * A setting that is no secret.
   *
   * @param options the words it may have; empty for any
   */
  record Setting(String name, boolean isRequired, boolean isNumber, List<String> options) {

    static Setting of(String name) {
      return new Setting(name, false, false, List.of());
    }

    static Setting required(String name) {
      return new Setting(name, true, false, List.of());
    }

    static Setting number(String name) {
      return new Setting(name, false, true, List.of());
    }

    static Setting oneOf(String name, String... options) {
      return new Setting(name, false, false, List.of(options));
    }
  }

  private final String key = name().toLowerCase(Locale.ROOT);
  private final @Nullable Integer perMinute;
  private final Url url;
  private final @Nullable String only;
  private final List<Setting> settings;

  ConnectionKind(@Nullable Integer perMinute, Url url, @Nullable String only, Setting... settings) {
    this.perMinute = perMinute;
    this.url = url;
    this.only = only;
    this.settings = List.of(settings);
  }

  /** The word in the database and the API. */
  public String key() {
    return key;
  }

  /** The kind of that word. */
  public static Optional<ConnectionKind> of(String key) {
    return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
  }

  /** Whether people read what is sent there. */
  boolean isRobot() {
    return switch (this) {
      case WECOM_ROBOT, DINGTALK_ROBOT, FEISHU_ROBOT -> true;
      case WEBHOOK, MAIL, SMS, WECOM_APP, KUAIDI100, KDNIAO -> false;
    };
  }

  /** How many messages it takes in a minute; null for any number. */
  @Nullable Integer perMinute() {
    return perMinute;
  }

  Url url() {
    return url;
  }

  /** The key of its only connection; null where there may be many. */
  @Nullable String only() {
    return only;
  }

  List<Setting> settings() {
    return settings;
  }
}
