package io.xiaodan.notification;

import io.xiaodan.kernel.Message;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dromara.sms4j.api.SmsBlend;
import org.dromara.sms4j.api.entity.SmsResponse;
import org.dromara.sms4j.comm.exception.SmsBlendException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/**
 * Text messages, through one provider. Some providers want the sender's name in front of every
 * text, such as 【小单】.
 */
class SmsChannel {

  private static final Logger log = LoggerFactory.getLogger(SmsChannel.class);
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9]{5,20}");
  private static final int LONGEST_ANSWER = 300;

  private final Optional<SmsBlend> provider;
  private final String prefix;

  /** The provider of the installation's settings, {@code xiaodan.sms}; possibly none. */
  SmsChannel(Environment environment) {
    this.provider = SmsProviders.configured(environment);
    this.prefix = environment.getProperty("xiaodan.sms.prefix", "");
  }

  /** The provider of a connection. */
  SmsChannel(Connection connection) {
    this.provider = Optional.of(SmsProviders.of(connection));
    this.prefix = connection.settings().getOrDefault("prefix", "");
  }

  boolean isThere() {
    return provider.isPresent();
  }

  Delivery send(OutgoingMessage.Sms text) {
    if (provider.isEmpty()) {
      return new Delivery.NotSent(Message.of("no_channel_sms"));
    }
    if (text.recipient().isBlank()) {
      return new Delivery.NotSent(Message.of("no_recipient"));
    }
    String number = text.recipient().replaceAll("[ -]", "");
    if (!PHONE.matcher(number).matches()) {
      return new Delivery.NotSent(Message.of("bad_recipient", "recipient", text.recipient()));
    }
    try {
      String template = text.template();
      return outcome(
          template == null
              ? provider.get().sendMessage(number, prefix + text.body())
              : provider.get().sendMessage(number, template, new LinkedHashMap<>(text.values())));
    } catch (SmsBlendException e) {
      log.warn("text message not sent key={} cause={}", text.key(), e.toString());
      return new Delivery.Failed(true, Message.of("unreachable", "answer", shortened(e)));
    }
  }

  /** A provider's own answer is an object; the library's word on a broken connection is a text. */
  private static Delivery outcome(SmsResponse response) {
    if (response.isSuccess()) {
      return new Delivery.Sent();
    }
    boolean answered = response.getData() != null && !(response.getData() instanceof String);
    return new Delivery.Failed(
        !answered,
        Message.of(
            answered ? "refused" : "unreachable",
            "answer",
            shortened(String.valueOf(response.getData()))));
  }

  private static String shortened(Object answer) {
    String text = answer.toString();
    return text.substring(0, Math.min(text.length(), LONGEST_ANSWER));
  }
}
