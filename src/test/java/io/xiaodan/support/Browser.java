package io.xiaodan.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Talks to the server as a page does: keeps cookies, and repeats the {@code XSRF-TOKEN} cookie with
 * every writing request. With {@link #bearer} it talks as another system does.
 */
public final class Browser {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final CookieManager cookies = new CookieManager();
  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(cookies)
          .connectTimeout(Duration.ofSeconds(5))
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final String address;
  private boolean repeatsToken = true;

  public Browser(int port) {
    this.address = "http://localhost:" + port;
  }

  /** An answer; {@code json} is a missing node where the body is no JSON. */
  public record Answer(int status, HttpResponse<byte[]> response, JsonNode json) {

    /** The first value of a header; empty where it is absent. */
    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** The body as text. */
    public String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }
  }

  /** Signs in, and fails the test where that does not work. */
  public Browser signIn(String login, String password) {
    Answer answer = post("/api/session", Map.of("login", login, "password", password));
    if (answer.status() != 200) {
      throw new AssertionError("cannot sign in: " + answer.text());
    }
    return this;
  }

  /** Sends a token with every request from now on. */
  public Browser bearer(String token) {
    return with("Authorization", "Bearer " + token);
  }

  /** Sends a header with every request from now on. */
  public Browser with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  /** Does not repeat the token any more, like the page of another site. */
  public Browser withoutToken() {
    repeatsToken = false;
    return this;
  }

  public Answer get(String path) {
    return send("GET", path, null, BodyPublishers.noBody());
  }

  public Answer delete(String path) {
    return send("DELETE", path, null, BodyPublishers.noBody());
  }

  /** Posts an object as JSON. */
  public Answer post(String path, Object body) {
    return json("POST", path, JSON.writeValueAsString(body));
  }

  /** Posts an object as JSON with some headers for this request only. */
  public Answer post(String path, Object body, Map<String, String> more) {
    return send(
        "POST",
        path,
        "application/json",
        BodyPublishers.ofString(JSON.writeValueAsString(body)),
        more);
  }

  /** Patches with an object as JSON. */
  public Answer patch(String path, Object body) {
    return json("PATCH", path, JSON.writeValueAsString(body));
  }

  /** Sends a body that claims to be JSON. */
  public Answer json(String method, String path, String body) {
    return send(method, path, "application/json", BodyPublishers.ofString(body));
  }

  /** Uploads a file as a form does. */
  public Answer upload(String path, String name, byte[] content) {
    String head =
        "--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
            + name
            + "\"\r\nContent-Type: image/png\r\n\r\n";
    return send(
        "POST",
        path,
        "multipart/form-data; boundary=limit",
        BodyPublishers.concat(
            BodyPublishers.ofString(head),
            BodyPublishers.ofByteArray(content),
            BodyPublishers.ofString("\r\n--limit--\r\n")));
  }

  /** Sends whatever body. */
  public Answer send(
      String method, String path, @Nullable String type, HttpRequest.BodyPublisher body) {
    return send(method, path, type, body, Map.of());
  }

  private Answer send(
      String method,
      String path,
      @Nullable String type,
      HttpRequest.BodyPublisher body,
      Map<String, String> more) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .timeout(Duration.ofSeconds(20))
            .method(method, body);
    if (type != null) {
      request.header("Content-Type", type);
    }
    cookie("XSRF-TOKEN")
        .filter(_ -> repeatsToken)
        .ifPresent(token -> request.header("X-XSRF-TOKEN", token));
    headers.forEach(request::setHeader);
    more.forEach(request::setHeader);
    try {
      HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response, parsed(response));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The value of a cookie the server has set. */
  public Optional<String> cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst();
  }

  private static JsonNode parsed(HttpResponse<byte[]> response) {
    String type = response.headers().firstValue("Content-Type").orElse("");
    return type.contains("json") && response.body().length > 0
        ? JSON.readTree(response.body())
        : JSON.missingNode();
  }
}
