package io.xiaodan.integration;

import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What payment services report: checked to be theirs, read, and handed on. */
@Component
public class PaymentCallbacks {

  /** The request header that carries the signature. */
  public static final String HEADER = "X-Xiaodan-Signature";

  private static final int LARGEST = 64 * 1024;
  private static final int LONGEST_TEXT = 100;
  private static final int MOST_DIGITS = 15;
  private static final int MOST_DECIMALS = 4;
  private static final Pattern STATUS = Pattern.compile("[a-z][a-z0-9_]{0,39}");

  private final PaymentSecret secret;
  private final Clock clock;
  private final JsonMapper json;
  private final ObjectProvider<PaymentReceiver> receivers;

  PaymentCallbacks(
      PaymentSecret secret,
      Clock clock,
      JsonMapper json,
      ObjectProvider<PaymentReceiver> receivers) {
    this.secret = secret;
    this.clock = clock;
    this.json = json;
    this.receivers = receivers;
  }

  /** A callback as it is sent; every property may be missing. */
  private record Body(
      @Nullable String paymentNo,
      @Nullable String orderNo,
      @Nullable BigDecimal amount,
      @Nullable String status,
      @Nullable String paidAt,
      @Nullable String channel) {}

  /**
   * How a payment service is to be set up.
   *
   * @param configured whether the secret comes from the settings and cannot be shown
   * @param secret the generated one; null where it comes from the settings
   */
  public record Access(boolean configured, @Nullable String secret) {}

  /** What an administrator enters at the payment service. */
  public Access access() {
    return new Access(secret.isConfigured(), secret.isConfigured() ? null : secret.value());
  }

  /**
   * Takes one callback.
   *
   * @param signature the value of {@link #HEADER}
   * @param body exactly as it came
   * @throws ProblemException in this order: TOO_LARGE; UNAUTHENTICATED {@code bad_signature} or
   *     {@code signature_expired}; MALFORMED; INVALID with every violation; what {@link
   *     PaymentReceiver#accept} throws
   */
  public PaymentReceiver.Receipt receive(@Nullable String signature, byte[] body) {
    if (body.length > LARGEST) {
      throw Problem.of(ProblemKind.TOO_LARGE, "too_large").exception();
    }
    verify(signature, body);
    PaymentCallback callback = read(body);
    PaymentReceiver receiver = receivers.getIfAvailable();
    if (receiver == null) {
      throw Problem.of(ProblemKind.UNAVAILABLE, "unavailable").exception();
    }
    return receiver.accept(callback);
  }

  private void verify(@Nullable String header, byte[] body) {
    PaymentSignature signature =
        PaymentSignature.parse(header)
            .filter(sent -> sent.matches(secret.value(), body))
            .orElseThrow(
                () -> Problem.of(ProblemKind.UNAUTHENTICATED, "bad_signature").exception());
    if (!signature.isFresh(clock.instant())) {
      throw Problem.of(
              ProblemKind.UNAUTHENTICATED,
              "signature_expired",
              "minutes",
              PaymentSignature.TOLERANCE.toMinutes())
          .exception();
    }
  }

  private PaymentCallback read(byte[] body) {
    Body sent;
    try {
      sent = json.readValue(body, Body.class);
    } catch (JacksonException e) {
      throw Problem.of(ProblemKind.MALFORMED, "malformed").exception();
    }
    if (sent == null) {
      throw Problem.of(ProblemKind.MALFORMED, "malformed").exception();
    }
    List<Violation> violations = new ArrayList<>();
    String paymentNo = text("paymentNo", sent.paymentNo(), violations);
    String orderNo = text("orderNo", sent.orderNo(), violations);
    String status = text("status", sent.status(), violations);
    if (!status.isEmpty() && !STATUS.matcher(status).matches()) {
      violations.add(violation("status", "payment_status"));
    }
    BigDecimal amount = sent.amount();
    if (amount == null || !isMoney(amount)) {
      violations.add(violation("amount", "payment_amount"));
    }
    Instant paidAt = instant(sent.paidAt(), violations);
    if (sent.channel() != null && sent.channel().length() > LONGEST_TEXT) {
      violations.add(violation("channel", "payment_text"));
    }
    if (!violations.isEmpty() || amount == null) {
      throw Problem.invalid(violations).exception();
    }
    return new PaymentCallback(paymentNo, orderNo, amount, status, paidAt, sent.channel());
  }

  private static boolean isMoney(BigDecimal amount) {
    return amount.signum() >= 0
        && amount.precision() <= MOST_DIGITS + MOST_DECIMALS
        && amount.scale() <= MOST_DECIMALS
        && (long) amount.precision() - amount.scale() <= MOST_DIGITS;
  }

  private static String text(String field, @Nullable String value, List<Violation> violations) {
    boolean good =
        value != null
            && !value.isBlank()
            && value.length() <= LONGEST_TEXT
            && value.chars().noneMatch(Character::isISOControl);
    if (!good) {
      violations.add(violation(field, "payment_text"));
    }
    return good && value != null ? value.strip() : "";
  }

  private static @Nullable Instant instant(@Nullable String text, List<Violation> violations) {
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      violations.add(violation("paidAt", "payment_time"));
      return null;
    }
  }

  private static Violation violation(String field, String code) {
    return Violation.at(field, Message.of(code, "most", LONGEST_TEXT));
  }
}
