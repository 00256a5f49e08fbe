package io.xiaodan.notification;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What proves to the receiver that a call is ours: {@code X-Xiaodan-Signature:
 * t=<seconds>,v1=<hex>} with the HMAC-SHA256 of the time, a dot and the body; an old time tells a
 * replay. The {@code Idempotency-Key} is the same however often the same call is made.
 */
final class WebhookSignature {

  static final String HEADER = "X-Xiaodan-Signature";

  private WebhookSignature() {}

  static HttpMessage request(Connection connection, OutgoingMessage message, Instant now) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Idempotency-Key", message.key());
    String secret = connection.secret();
    if (secret != null) {
      String signed = now.getEpochSecond() + "." + message.body();
      headers.put(
          HEADER,
          "t=" + now.getEpochSecond() + ",v1=" + HexFormat.of().formatHex(hmac(secret, signed)));
    }
    return new HttpMessage(connection.address(), message.body(), headers);
  }

  /** HMAC-SHA256 of a text, both in UTF-8. */
  static byte[] hmac(String key, String text) {
    try {
      Mac hmac = Mac.getInstance("HmacSHA256");
      hmac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return hmac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has HmacSHA256", e);
    }
  }
}
