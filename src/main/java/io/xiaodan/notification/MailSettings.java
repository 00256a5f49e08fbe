package io.xiaodan.notification;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The mail server messages are given to; without a host there is no e-mail channel.
 *
 * @param port absent means the usual one of the encryption
 * @param username absent where the server asks for none
 * @param from the sender's address; absent means the user name where it is an address, else {@code
 *     no-reply@} the host
 * @param tls absent means: required where a password is sent, else used where the server offers it
 * @param timeout the longest wait for any one answer of the server
 */
@ConfigurationProperties("xiaodan.mail")
record MailSettings(
    @Nullable String host,
    @Nullable Integer port,
    @Nullable String username,
    @Nullable String password,
    @Nullable String from,
    @Nullable Tls tls,
    @DefaultValue("10s") Duration timeout) {

  /** How the connection is kept from being read on its way. */
  enum Tls {
    /** Not at all; for a server on the same machine. */
    NONE,
    /** Turned on within the connection, where the server offers it. */
    OFFERED,
    /** Turned on within the connection, or nothing is sent. */
    STARTTLS,
    /** From the first byte. */
    TLS
  }

  /** The mail server of a connection. */
  static MailSettings of(Connection connection) {
    Map<String, String> settings = connection.settings();
    String port = settings.get("port");
    String tls = settings.get("tls");
    return new MailSettings(
        settings.get("host"),
        port == null ? null : Integer.valueOf(port),
        settings.get("username"),
        connection.secret(),
        settings.get("from"),
        tls == null ? null : Tls.valueOf(tls.toUpperCase(Locale.ROOT)),
        Duration.ofSeconds(10));
  }

  boolean configured() {
    return host != null && !host.isBlank();
  }

  Tls encryption() {
    if (tls != null) {
      return tls;
    }
    return username == null ? Tls.OFFERED : Tls.STARTTLS;
  }

  int serverPort() {
    if (port != null) {
      return port;
    }
    return switch (encryption()) {
      case NONE, OFFERED -> 25;
      case STARTTLS -> 587;
      case TLS -> 465;
    };
  }

  String sender() {
    if (from != null && !from.isBlank()) {
      return from;
    }
    return username != null && username.contains("@") ? username : "no-reply@" + host;
  }
}
