package io.xiaodan.notification;

import io.xiaodan.kernel.Message;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells one person through the company's app in WeCom, as developer.work.weixin.qq.com documents it
 * (获取access_token, 手机号获取userid, 发送应用消息): a token for two hours, the member by telephone number, the
 * message.
 */
@Component
class WeComApp {

  private static final URI MAKER = URI.create("https://qyapi.weixin.qq.com");
  private static final int LONGEST_TITLE = 120;
  private static final int LONGEST_TEXT = 500;
  private static final int TOKEN_MARGIN_SECONDS = 300;

  /** The token is of no use any more: 40001, 40014, 42001. */
  private static final Set<Integer> TOKEN_GONE = Set.of(40001, 40014, 42001);

  /** Nobody has this number: 46004, 60103, 60104, 60111. */
  private static final Set<Integer> NOBODY = Set.of(46004, 60103, 60104, 60111);

  /** Busy, or too often: -1, 45009, 45033. */
  private static final Set<Integer> LATER = Set.of(-1, 45009, 45033);

  private final OutboundHttp http;
  private final JsonMapper json;
  private final Clock clock;
  private volatile @Nullable Token token;

  WeComApp(OutboundHttp http, JsonMapper json, Clock clock) {
    this.http = http;
    this.json = json;
    this.clock = clock;
  }

  private record Token(Connection of, String value, Instant until) {}

  /** What WeCom answered where it is not what was asked for. */
  private static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;
    private final int code;

    Refused(int code, String answer) {
      super(answer);
      this.code = code;
    }
  }

  /** Where the app's interface is: WeCom's own, unless the company runs one. */
  static URI base(Connection connection) {
    return Objects.requireNonNullElse(connection.url(), MAKER);
  }

  /**
   * Sends one message.
   *
   * @throws IOException when WeCom cannot be reached
   */
  Delivery send(Connection connection, OutgoingMessage.App message) throws IOException {
    if (message.recipient().isBlank()) {
      return new Delivery.NotSent(Message.of("no_recipient"));
    }
    try {
      String access = access(connection);
      JsonNode member =
          post(connection, "user/getuserid", access, Map.of("mobile", message.recipient()));
      post(
          connection,
          "message/send",
          access,
          body(connection, member.path("userid").asString(""), message));
      return new Delivery.Sent();
    } catch (Refused e) {
      return outcome(e, message);
    }
  }

  private Delivery outcome(Refused refused, OutgoingMessage.App message) {
    if (NOBODY.contains(refused.code)) {
      return new Delivery.NotSent(Message.of("bad_recipient", "recipient", message.recipient()));
    }
    if (TOKEN_GONE.contains(refused.code)) {
      token = null;
    }
    boolean retryable = TOKEN_GONE.contains(refused.code) || LATER.contains(refused.code);
    return new Delivery.Failed(
        retryable, Message.of("refused", "answer", String.valueOf(refused.getMessage())));
  }

  private static Map<String, Object> body(
      Connection connection, String member, OutgoingMessage.App message) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("touser", member);
    body.put("agentid", Integer.valueOf(connection.settings().getOrDefault("agent-id", "0")));
    String text = message.body().isBlank() ? message.title() : message.body();
    if (message.link() == null) {
      body.put("msgtype", "text");
      body.put("text", Map.of("content", cut(message.title() + "\n" + message.body(), 2_000)));
    } else {
      body.put("msgtype", "textcard");
      body.put(
          "textcard",
          Map.of(
              "title", cut(message.title(), LONGEST_TITLE),
              "description", cut(text, LONGEST_TEXT),
              "url", message.link()));
    }
    body.put("enable_duplicate_check", 1);
    return body;
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  private String access(Connection connection) throws IOException {
    Token kept = token;
    if (kept != null && kept.of().equals(connection) && clock.instant().isBefore(kept.until())) {
      return kept.value();
    }
    String query =
        "corpid="
            + encoded(connection.settings().getOrDefault("corp-id", ""))
            + "&corpsecret="
            + encoded(Objects.requireNonNullElse(connection.secret(), ""));
    JsonNode answer = read(http.get(URI.create(base(connection) + "/cgi-bin/gettoken?" + query)));
    String value = answer.path("access_token").asString("");
    long seconds = answer.path("expires_in").asLong(0) - TOKEN_MARGIN_SECONDS;
    token = new Token(connection, value, clock.instant().plus(Duration.ofSeconds(seconds)));
    return value;
  }

  private JsonNode post(Connection connection, String path, String access, Map<String, Object> body)
      throws IOException {
    URI url =
        URI.create(base(connection) + "/cgi-bin/" + path + "?access_token=" + encoded(access));
    return read(http.post(url, json.writeValueAsString(body), Map.of()));
  }

  private JsonNode read(OutboundHttp.Answer answer) throws IOException {
    try {
      JsonNode said = json.readTree(answer.body());
      JsonNode code = said.path("errcode");
      if (answer.status() / 100 == 2 && code.isInt() && code.asInt() == 0) {
        return said;
      }
      throw new Refused(code.asInt(-1), code.asInt(-1) + " " + said.path("errmsg").asString(""));
    } catch (JacksonException e) {
      throw new IOException("no answer of WeCom's: " + answer.status(), e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
