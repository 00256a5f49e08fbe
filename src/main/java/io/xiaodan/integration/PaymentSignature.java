package io.xiaodan.integration;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What proves that a callback is the payment service's: {@code t=1767225600,v1=<hex>}, where {@code
 * v1} is HMAC-SHA256 of the time, a dot and the body as sent. While a secret is replaced there may
 * be several {@code v1}.
 */
record PaymentSignature(Instant at, List<String> signatures) {

  /** How far the two clocks may be apart; an older callback could be one that was overheard. */
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final int LONGEST = 1_000;

  /** Reads the header; empty when it is absent or of another shape. */
  static Optional<PaymentSignature> parse(@Nullable String header) {
    if (header == null || header.length() > LONGEST) {
      return Optional.empty();
    }
    Instant at = null;
    List<String> signatures = new ArrayList<>();
    try {
      for (String part : header.split(",")) {
        String[] pair = part.strip().split("=", 2);
        if (pair.length == 2 && pair[0].equals("t")) {
          at = Instant.ofEpochSecond(Long.parseLong(pair[1]));
        } else if (pair.length == 2 && pair[0].equals("v1")) {
          signatures.add(pair[1]);
        }
      }
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
    return at == null || signatures.isEmpty()
        ? Optional.empty()
        : Optional.of(new PaymentSignature(at, List.copyOf(signatures)));
  }

  /** Whether one of the signatures is right; takes the same time whatever was sent. */
  boolean matches(String secret, byte[] body) {
    byte[] right = sign(secret, at, body).getBytes(StandardCharsets.US_ASCII);
    boolean matches = false;
    for (String signature : signatures) {
      matches |= MessageDigest.isEqual(right, signature.getBytes(StandardCharsets.UTF_8));
    }
    return matches;
  }

  /** Whether the callback was signed recently enough. */
  boolean isFresh(Instant now) {
    return Duration.between(at, now).abs().compareTo(TOLERANCE) <= 0;
  }

  /** The signature of a body, in lower-case hexadecimal. */
  static String sign(String secret, Instant at, byte[] body) {
    try {
      Mac hmac = Mac.getInstance("HmacSHA256");
      hmac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      hmac.update((at.getEpochSecond() + ".").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(hmac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has HmacSHA256", e);
    }
  }
}
