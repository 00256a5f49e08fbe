package io.xiaodan.integration;

import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.SecretSettings;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The secret shared with the payment service: that of the settings, or one made at first use. */
@Component
class PaymentSecret {

  private static final Logger log = LoggerFactory.getLogger(PaymentSecret.class);
  private static final String KEY = "payment.secret";

  private final SecretSettings stored;
  private final @Nullable String configured;
  private volatile @Nullable String known;

  PaymentSecret(SecretSettings stored, PaymentSettings settings) {
    this.stored = stored;
    String secret = settings.secret();
    this.configured = secret == null || secret.isBlank() ? null : secret;
    this.known = configured;
  }

  /** Seals anew what is stored in plain text or under a former key, so that the key can go. */
  @EventListener(ApplicationReadyEvent.class)
  void sealAnew() {
    try {
      stored.find(KEY);
    } catch (IllegalStateException e) {
      log.error("setting={} {}", KEY, e.getMessage());
    }
  }

  /**
   * The secret.
   *
   * @throws io.xiaodan.kernel.ProblemException unavailable when the key it was sealed with is gone
   */
  String value() {
    String value = known;
    if (value == null) {
      try {
        value = stored.findOrMake(KEY, PaymentSecret::fresh);
      } catch (IllegalStateException e) {
        log.error("setting={} {}", KEY, e.getMessage());
        throw Problem.of(ProblemKind.UNAVAILABLE, "payment_secret_lost").exception();
      }
      known = value;
    }
    return value;
  }

  boolean isConfigured() {
    return configured != null;
  }

  private static String fresh() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
