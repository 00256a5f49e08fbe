package io.xiaodan.notification;

import io.xiaodan.kernel.Message;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the group robots of WeCom, DingTalk and Feishu expect and answer, as their makers document
 * it: developer.work.weixin.qq.com (群机器人配置说明), open.dingtalk.com (自定义机器人安全设置), open.feishu.cn
 * (自定义机器人使用指南).
 */
@Component
class RobotMessages {

  /** WeCom takes 4,096 bytes of Markdown, DingTalk 20,000, Feishu 20 KB in all. */
  private static final int LONGEST_WECOM = 4_000;

  private static final int LONGEST_OTHER = 18_000;

  /** Too often: WeCom 45009, DingTalk 130101 and 410100, Feishu 11232 and 9499. */
  private static final Set<Integer> TOO_FAST = Set.of(45009, 130101, 410100, 11232, 9499);

  /** Busy: WeCom -1, DingTalk -1. */
  private static final int BUSY = -1;

  private final JsonMapper json;

  RobotMessages(JsonMapper json) {
    this.json = json;
  }

  HttpMessage request(Connection connection, OutgoingMessage.Robot message, Instant now) {
    return switch (connection.kind()) {
      case WECOM_ROBOT -> wecom(connection, message);
      case DINGTALK_ROBOT -> dingtalk(connection, message, now);
      case FEISHU_ROBOT -> feishu(connection, message, now);
      case WEBHOOK, MAIL, SMS, WECOM_APP, KUAIDI100, KDNIAO ->
          throw new IllegalArgumentException("no robot: " + connection.key());
    };
  }

  private HttpMessage wecom(Connection connection, OutgoingMessage.Robot message) {
    String text = cut("**" + message.title() + "**\n" + message.body(), LONGEST_WECOM);
    return message(
        connection.address(), Map.of("msgtype", "markdown", "markdown", Map.of("content", text)));
  }

  /** The signature is in the address: HMAC-SHA256 of time in milliseconds, line break, secret. */
  private HttpMessage dingtalk(Connection connection, OutgoingMessage.Robot message, Instant now) {
    String text = cut("#### " + message.title() + "\n\n" + message.body(), LONGEST_OTHER);
    Map<String, Object> body =
        Map.of("msgtype", "markdown", "markdown", Map.of("title", message.title(), "text", text));
    String secret = connection.secret();
    if (secret == null) {
      return message(connection.address(), body);
    }
    long at = now.toEpochMilli();
    byte[] sign = WebhookSignature.hmac(secret, at + "\n" + secret);
    String encoded =
        URLEncoder.encode(Base64.getEncoder().encodeToString(sign), StandardCharsets.UTF_8);
    String joint = connection.address().getRawQuery() == null ? "?" : "&";
    return message(
        URI.create(connection.address() + joint + "timestamp=" + at + "&sign=" + encoded), body);
  }

  /**
   * The signature is in the body: HMAC-SHA256 of nothing, with time in seconds and secret as key.
   */
  private HttpMessage feishu(Connection connection, OutgoingMessage.Robot message, Instant now) {
    Map<String, Object> body = new LinkedHashMap<>();
    String secret = connection.secret();
    if (secret != null) {
      String at = String.valueOf(now.getEpochSecond());
      body.put("timestamp", at);
      body.put(
          "sign",
          Base64.getEncoder().encodeToString(WebhookSignature.hmac(at + "\n" + secret, "")));
    }
    body.put("msg_type", "text");
    body.put(
        "content", Map.of("text", cut(message.title() + "\n" + message.body(), LONGEST_OTHER)));
    return message(connection.address(), body);
  }

  private HttpMessage message(URI url, Map<String, Object> body) {
    return new HttpMessage(url, json.writeValueAsString(body), Map.of());
  }

  /** Robots answer 200 and say in the body what became of the message. */
  Delivery outcome(ConnectionKind kind, OutboundHttp.Answer answer) {
    JsonNode said;
    try {
      said = json.readTree(answer.body());
    } catch (JacksonException e) {
      return new Delivery.Failed(false, refused(answer.body()));
    }
    JsonNode code = said.path(kind == ConnectionKind.FEISHU_ROBOT ? "code" : "errcode");
    if (!code.isInt()) {
      return new Delivery.Failed(false, refused(answer.body()));
    }
    if (code.asInt() == 0) {
      return new Delivery.Sent();
    }
    boolean retryable = TOO_FAST.contains(code.asInt()) || code.asInt() == BUSY;
    return new Delivery.Failed(retryable, refused(answer.body()));
  }

  private static Message refused(String answer) {
    return Message.of("refused", "answer", cut(answer, 300));
  }

  /** At most so many bytes of UTF-8, whole characters, marked where something is missing. */
  private static String cut(String text, int bytes) {
    if (text.getBytes(StandardCharsets.UTF_8).length <= bytes) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int used = 3;
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      String character = Character.toString(text.codePointAt(i));
      used += character.getBytes(StandardCharsets.UTF_8).length;
      if (used > bytes) {
        break;
      }
      kept.append(character);
    }
    return kept.append('…').toString();
  }
}
