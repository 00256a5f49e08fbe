package io.xiaodan.notification;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message to somebody outside the product. */
public sealed interface OutgoingMessage {

  /**
   * What makes this message the same message when it is sent again: of a rule, its version, the
   * event and the step. At most 200 characters.
   */
  String key();

  /**
   * Where it goes: an e-mail address, a telephone number, the key of a connection; empty where none
   * is known.
   */
  String recipient();

  /** The text. */
  String body();

  /**
   * An e-mail: plain text, and with pictures also a page that shows them under the text.
   *
   * @param files that come with it
   * @param pictures that are seen when it is opened
   */
  record Email(
      String key,
      String recipient,
      String subject,
      String body,
      List<File> files,
      List<File> pictures)
      implements OutgoingMessage {

    public Email {
      files = List.copyOf(files);
      pictures = List.copyOf(pictures);
    }

    /** An e-mail without pictures. */
    public Email(String key, String recipient, String subject, String body, List<File> files) {
      this(key, recipient, subject, body, files, List.of());
    }

    /** Whether more comes with it than its text. */
    boolean hasFiles() {
      return !files.isEmpty() || !pictures.isEmpty();
    }

    /** An e-mail without files. */
    public Email(String key, String recipient, String subject, String body) {
      this(key, recipient, subject, body, List.of());
    }
  }

  /**
   * A file that comes with an e-mail.
   *
   * @param name with its ending
   * @param type of its content, such as {@code application/pdf}
   */
  record File(String name, String type, byte[] content) {}

  /**
   * A text message.
   *
   * @param body the text, or what the template makes of the values, as people read it
   * @param template its number at the provider; null where the text itself is sent
   * @param values what the template's names stand for
   */
  record Sms(
      String key,
      String recipient,
      String body,
      @Nullable String template,
      Map<String, String> values)
      implements OutgoingMessage {

    public Sms {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** One that is sent as it reads. */
    public Sms(String key, String recipient, String body) {
      this(key, recipient, body, null, Map.of());
    }
  }

  /**
   * A message to one person through the company's app in WeCom; the recipient is the telephone
   * number the person has there.
   */
  record App(String key, String recipient, String title, String body, @Nullable String link)
      implements OutgoingMessage {}

  /** A message to a group of people through a robot; the recipient is the connection's key. */
  record Robot(String key, String recipient, String title, String body)
      implements OutgoingMessage {}

  /** JSON for another system; the recipient is the connection's key. */
  record Webhook(String key, String recipient, String body) implements OutgoingMessage {}

  /**
   * The word for the channel in the log: {@code email}, {@code sms}, {@code robot}, {@code
   * webhook}, {@code wecom_app}.
   */
  default String channel() {
    return switch (this) {
      case Email _ -> "email";
      case Sms _ -> "sms";
      case Robot _ -> "robot";
      case Webhook _ -> "webhook";
      case App _ -> "wecom_app";
    };
  }

  /** Key of the connection it takes. */
  default String connection() {
    return switch (this) {
      case Email _ -> "mail";
      case Sms _ -> "sms";
      case App _ -> "wecom_app";
      case Robot _, Webhook _ -> recipient();
    };
  }

  /** The subject line; null where the channel has none. */
  default @Nullable String subjectLine() {
    return switch (this) {
      case Email email -> email.subject();
      case Robot robot -> robot.title();
      case App app -> app.title();
      case Sms _, Webhook _ -> null;
    };
  }
}
