package io.xiaodan.payment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A payment service and a clerk in one, both over HTTP. */
final class Counter {

  static final String SECRET = "shared with the payment service";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private final String token;

  /**
   * @param token of somebody who may do everything with records
   */
  Counter(int port, String token) {
    this.port = port;
    this.token = token;
  }

  record Answer(int status, JsonNode json) {}

  Answer callback(String number, String order, String amount, String status) {
    byte[] body =
        "{\"paymentNo\":\"%s\",\"orderNo\":\"%s\",\"amount\":\"%s\",\"status\":\"%s\",\"paidAt\":\"2026-03-01T16:00:00+08:00\",\"channel\":\"wechat\"}"
            .formatted(number, order, amount, status)
            .getBytes(StandardCharsets.UTF_8);
    long at = Instant.now().getEpochSecond();
    return send(
        HttpRequest.newBuilder(uri("/api/payments/callback"))
            .header("Content-Type", "application/json")
            .header("X-Xiaodan-Signature", "t=" + at + ",v1=" + signature(at, body))
            .POST(BodyPublishers.ofByteArray(body)));
  }

  Answer get(String path) {
    return send(authorized(path).GET());
  }

  Answer post(String path, String body) {
    return send(
        authorized(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  Answer patch(String path, String body) {
    return send(
        authorized(path)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(body)));
  }

  /** A record made from its values; fails when it is refused. */
  JsonNode create(String form, String values) {
    Answer answer =
        post(
            "/api/forms/" + form + "/records", "{\"values\": {" + values.replace('\'', '"') + "}}");
    if (answer.status() != 201) {
      throw new AssertionError(answer);
    }
    return answer.json();
  }

  private HttpRequest.Builder authorized(String path) {
    return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token);
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      return new Answer(
          answer.statusCode(), JSON.readTree(answer.body().isEmpty() ? "null" : answer.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String signature(long at, byte[] body) {
    try {
      Mac hmac = Mac.getInstance("HmacSHA256");
      hmac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      hmac.update((at + ".").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(hmac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
