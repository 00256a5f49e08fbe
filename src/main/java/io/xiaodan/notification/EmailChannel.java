package io.xiaodan.notification;

import io.xiaodan.kernel.Message;
import io.xiaodan.notification.MailSettings.Tls;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** E-mail, through one mail server. */
class EmailChannel {

  private static final Logger log = LoggerFactory.getLogger(EmailChannel.class);
  private static final int MESSAGE_ID_BYTES = 16;

  private final MailSettings settings;
  private final JavaMailSenderImpl sender = new JavaMailSenderImpl();

  EmailChannel(MailSettings settings) {
    this.settings = settings;
    sender.setHost(settings.host());
    sender.setPort(settings.configured() ? settings.serverPort() : -1);
    sender.setUsername(settings.username());
    sender.setPassword(settings.password());
    sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
    sender.setJavaMailProperties(properties(settings));
  }

  boolean isThere() {
    return settings.configured();
  }

  Delivery send(OutgoingMessage.Email mail) {
    if (!settings.configured()) {
      return new Delivery.NotSent(Message.of("no_channel_email"));
    }
    if (mail.recipient().isBlank()) {
      return new Delivery.NotSent(Message.of("no_recipient"));
    }
    try {
      InternetAddress recipient = address(mail.recipient());
      sender.send(mime(mail, recipient));
      return new Delivery.Sent();
    } catch (AddressException e) {
      return new Delivery.NotSent(Message.of("bad_recipient", "recipient", mail.recipient()));
    } catch (MessagingException | MailException e) {
      log.warn("mail not sent key={} cause={}", mail.key(), e.toString());
      return MailFailures.outcome(e);
    }
  }

  private MimeMessage mime(OutgoingMessage.Email mail, InternetAddress recipient)
      throws MessagingException {
    MimeMessage message = sender.createMimeMessage();
    MimeMessageHelper helper =
        new MimeMessageHelper(message, mail.hasFiles(), StandardCharsets.UTF_8.name());
    helper.setFrom(settings.sender());
    helper.setTo(recipient);
    helper.setSubject(oneLine(mail.subject()));
    if (mail.pictures().isEmpty()) {
      helper.setText(mail.body(), false);
    } else {
      helper.setText(mail.body(), MailPage.of(mail));
    }
    for (int i = 0; i < mail.pictures().size(); i++) {
      OutgoingMessage.File picture = mail.pictures().get(i);
      helper.addInline(
          MailPage.name(i),
          picture.name(),
          new ByteArrayResource(picture.content()),
          picture.type());
    }
    for (OutgoingMessage.File file : mail.files()) {
      helper.addAttachment(file.name(), new ByteArrayResource(file.content()), file.type());
    }
    message.setHeader("Message-ID", messageId(mail.key()));
    message.setHeader("Auto-Submitted", "auto-generated");
    return message;
  }

  /** One address and nothing else: no list, no display name, no line break. */
  private static InternetAddress address(String recipient) throws AddressException {
    InternetAddress address = new InternetAddress(recipient.strip(), true);
    if (address.getPersonal() != null || address.isGroup() || !recipient.contains("@")) {
      throw new AddressException("not a plain address");
    }
    return address;
  }

  private static String oneLine(String subject) {
    return subject.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  /** The same for every attempt at the same message, so that whoever receives both can tell. */
  private String messageId(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      String domain = settings.sender().substring(settings.sender().lastIndexOf('@') + 1);
      return "<" + HexFormat.of().formatHex(hash, 0, MESSAGE_ID_BYTES) + "@" + domain + ">";
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  private static Properties properties(MailSettings settings) {
    String timeout = String.valueOf(settings.timeout().toMillis());
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.connectiontimeout", timeout);
    properties.setProperty("mail.smtp.timeout", timeout);
    properties.setProperty("mail.smtp.writetimeout", timeout);
    properties.setProperty("mail.smtp.auth", String.valueOf(settings.username() != null));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    Tls tls = settings.encryption();
    properties.setProperty("mail.smtp.ssl.enable", String.valueOf(tls == Tls.TLS));
    properties.setProperty("mail.smtp.starttls.required", String.valueOf(tls == Tls.STARTTLS));
    properties.setProperty(
        "mail.smtp.starttls.enable", String.valueOf(tls == Tls.STARTTLS || tls == Tls.OFFERED));
    return properties;
  }
}
