package io.xiaodan.notification;

import io.xiaodan.kernel.Message;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailSendException;

/** What the failures of a mail server mean: a final refusal, or something that may pass. */
final class MailFailures {

  private static final int LONGEST_ANSWER = 300;
  private static final int FINAL = 500;

  private MailFailures() {}

  static Delivery outcome(Exception failure) {
    Deque<Throwable> open = new ArrayDeque<>(Set.of(failure));
    Set<Throwable> seen = new HashSet<>();
    while (!open.isEmpty() && seen.size() < 50) {
      Throwable at = open.pop();
      if (!seen.add(at)) {
        continue;
      }
      if (at instanceof MailAuthenticationException
          || at instanceof AuthenticationFailedException) {
        return new Delivery.Failed(true, Message.of("sign_in_refused", "answer", answer(at)));
      }
      Integer code = code(at);
      if (code != null) {
        return new Delivery.Failed(code < FINAL, Message.of("refused", "answer", answer(at)));
      }
      if (at instanceof MailSendException several) {
        several.getFailedMessages().values().forEach(open::add);
      }
      if (at instanceof MessagingException chained && chained.getNextException() != null) {
        open.add(chained.getNextException());
      }
      if (at.getCause() != null) {
        open.add(at.getCause());
      }
    }
    return new Delivery.Failed(true, Message.of("unreachable", "answer", answer(failure)));
  }

  /** The server's answer to one of our commands; null where it gave none. */
  private static @Nullable Integer code(Throwable failure) {
    int code =
        switch (failure) {
          case SMTPAddressFailedException address -> address.getReturnCode();
          case SMTPSenderFailedException sender -> sender.getReturnCode();
          case SMTPSendFailedException send -> send.getReturnCode();
          default -> -1;
        };
    return code < 400 ? null : code;
  }

  private static String answer(Throwable failure) {
    String text = failure.getMessage();
    text = text == null ? failure.getClass().getSimpleName() : text.strip();
    return text.substring(0, Math.min(text.length(), LONGEST_ANSWER));
  }
}
