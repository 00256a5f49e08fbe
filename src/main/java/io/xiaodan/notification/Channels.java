package io.xiaodan.notification;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The channels that speak to people by address: those that an administrator set up on the screen,
 * else those of the installation's settings.
 */
@Component
class Channels {

  private final Connections connections;
  private final EmailChannel installedMail;
  private final SmsChannel installedSms;
  private volatile @Nullable Kept<EmailChannel> mail;
  private volatile @Nullable Kept<SmsChannel> sms;

  Channels(MailSettings settings, Environment environment, Connections connections) {
    this.connections = connections;
    this.installedMail = new EmailChannel(settings);
    this.installedSms = new SmsChannel(environment);
  }

  /** A channel and what it was made of. */
  private record Kept<T>(Connection connection, T channel) {}

  /** The mail server, as it is set up now. */
  EmailChannel email() {
    Connection found = connections.find("mail").orElse(null);
    if (found == null) {
      return installedMail;
    }
    Kept<EmailChannel> kept = mail;
    if (kept == null || !kept.connection().equals(found)) {
      kept = new Kept<>(found, new EmailChannel(MailSettings.of(found)));
      mail = kept;
    }
    return kept.channel();
  }

  /** The provider of text messages, as it is set up now. */
  SmsChannel sms() {
    Connection found = connections.find("sms").orElse(null);
    if (found == null) {
      return installedSms;
    }
    Kept<SmsChannel> kept = sms;
    if (kept == null || !kept.connection().equals(found)) {
      kept = new Kept<>(found, new SmsChannel(found));
      sms = kept;
    }
    return kept.channel();
  }

  /** Whether the installation's settings name a mail server. */
  boolean hasInstalledMail() {
    return installedMail.isThere();
  }

  /** Whether the installation's settings name a provider of text messages. */
  boolean hasInstalledSms() {
    return installedSms.isThere();
  }
}
