package io.xiaodan.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.xiaodan.notification.OutgoingMessage.Sms;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

/** Talks to a server on this machine that answers as a provider does. */
class SmsChannelTests {

  private static final String BODY = "您的订单XD1已付款成功，正在准备发货";

  private final List<String> received = new CopyOnWriteArrayList<>();
  private HttpServer provider;
  private volatile String answer = "{\"code\":200,\"msg\":\"success\"}";

  @BeforeEach
  void aProvider() throws IOException {
    provider = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    provider.createContext(
        "/",
        exchange -> {
          received.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    provider.start();
  }

  @AfterEach
  void noProvider() {
    provider.stop(0);
  }

  @Test
  void handsTheTextToTheProviderUnderTheSendersName() {
    assertThat(channel().send(text("138-0013 8000"))).isEqualTo(new Delivery.Sent());
    assertThat(received).hasSize(1);
    assertThat(received.getFirst()).contains("13800138000").contains("【小单】" + BODY);
  }

  @Test
  void reportsAProvidersRefusalAsFinal() {
    answer = "{\"code\":4013,\"msg\":\"余额不足\"}";
    assertThat(channel().send(text("13800138000")))
        .isInstanceOfSatisfying(
            Delivery.Failed.class,
            failed -> {
              assertThat(failed.retryable()).isFalse();
              assertThat(failed.reason().code()).isEqualTo("refused");
              assertThat(failed.reason().arguments().toString()).contains("余额不足");
            });
  }

  @Test
  void triesAgainLaterWhenTheProviderIsAway() {
    SmsChannel channel = channel();
    provider.stop(0);
    assertThat(channel.send(text("13800138000")))
        .isInstanceOfSatisfying(
            Delivery.Failed.class,
            failed -> {
              assertThat(failed.retryable()).isTrue();
              assertThat(failed.reason().code()).isEqualTo("unreachable");
            });
  }

  @Test
  void sendsToTelephoneNumbersOnly() {
    assertThat(channel().send(text("call me")))
        .isInstanceOfSatisfying(
            Delivery.NotSent.class,
            not -> assertThat(not.reason().code()).isEqualTo("bad_recipient"));
    assertThat(received).isEmpty();
  }

  @Test
  void saysThatThereIsNoProvider() {
    assertThat(new SmsChannel(new MockEnvironment()).send(text("13800138000")))
        .isInstanceOfSatisfying(
            Delivery.NotSent.class,
            not -> assertThat(not.reason().code()).isEqualTo("no_channel_sms"));
  }

  @Test
  void refusesToStartWithAProviderNobodyKnows() {
    assertThatThrownBy(() ->
            new SmsChannel(new MockEnvironment().withProperty("xiaodan.sms.supplier", "nobody")))
        .hasMessageContaining("no provider nobody");
  }

  private SmsChannel channel() {
    return new SmsChannel(
        new MockEnvironment()
            .withProperty("xiaodan.sms.supplier", "zhutong")
            .withProperty(
                "xiaodan.sms.request-url",
                "http://127.0.0.1:" + provider.getAddress().getPort() + "/")
            .withProperty("xiaodan.sms.access-key-id", "user")
            .withProperty("xiaodan.sms.access-key-secret", "secret")
            .withProperty("xiaodan.sms.prefix", "【小单】"));
  }

  private static Sms text(String number) {
    return new Sms("k", number, BODY);
  }
}
