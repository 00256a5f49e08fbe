package io.xiaodan.integration;

import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How another system proves that a call is its own. */
public enum HookProof {
  /** By knowing the address. */
  NONE,
  /** As this product signs its own webhooks: time and HMAC-SHA256, against replays. */
  XIAODAN,
  /** HMAC-SHA256 of the body in hexadecimal, as many systems do. */
  HMAC,
  /** The secret itself stands in a header. */
  TOKEN;

  private final String key = name().toLowerCase(Locale.ROOT);

  /** The word in the database and the API. */
  public String key() {
    return key;
  }

  /** The proof of that word. */
  public static Optional<HookProof> of(String key) {
    return java.util.Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
  }

  /** The header it looks at, unless another one is named. */
  String header() {
    return switch (this) {
      case NONE -> "";
      case XIAODAN -> PaymentCallbacks.HEADER;
      case HMAC -> "X-Signature";
      case TOKEN -> "X-Token";
    };
  }

  /**
   * Verifies a call; takes the same time whatever was sent.
   *
   * @param headers by lower-case name
   * @throws io.xiaodan.kernel.ProblemException UNAUTHENTICATED {@code bad_signature} or {@code
   *     signature_expired}
   */
  void verify(String header, String secret, Map<String, String> headers, byte[] body, Instant now) {
    String sent =
        Objects.requireNonNullElse(headers.get(header.toLowerCase(Locale.ROOT)), "").strip();
    boolean good =
        switch (this) {
          case NONE -> true;
          case XIAODAN -> isSigned(sent, secret, body, now);
          case HMAC -> same(hex(secret, body), withoutPrefix(sent).toLowerCase(Locale.ROOT));
          case TOKEN -> same(secret, withoutBearer(sent));
        };
    if (!good) {
      throw Problem.of(ProblemKind.UNAUTHENTICATED, "bad_signature").exception();
    }
  }

  private static boolean isSigned(String sent, String secret, byte[] body, Instant now) {
    Optional<PaymentSignature> signature =
        PaymentSignature.parse(sent).filter(read -> read.matches(secret, body));
    if (signature.isPresent() && !signature.get().isFresh(now)) {
      throw Problem.of(
              ProblemKind.UNAUTHENTICATED,
              "signature_expired",
              "minutes",
              PaymentSignature.TOLERANCE.toMinutes())
          .exception();
    }
    return signature.isPresent();
  }

  private static String withoutPrefix(String sent) {
    return sent.startsWith("sha256=") ? sent.substring("sha256=".length()) : sent;
  }

  private static String withoutBearer(String sent) {
    return sent.startsWith("Bearer ") ? sent.substring("Bearer ".length()) : sent;
  }

  private static boolean same(String right, String sent) {
    return !right.isEmpty()
        && MessageDigest.isEqual(
            right.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
  }

  /** The signature of a body, in lower-case hexadecimal. */
  static String hex(String secret, byte[] body) {
    try {
      Mac hmac = Mac.getInstance("HmacSHA256");
      hmac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(hmac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has HmacSHA256", e);
    }
  }
}
