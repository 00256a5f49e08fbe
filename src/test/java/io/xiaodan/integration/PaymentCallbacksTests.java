package io.xiaodan.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.DataHome;
import io.xiaodan.platform.SecretSettings;
import io.xiaodan.platform.Secrets;
import io.xiaodan.support.SettableClock;
import io.xiaodan.support.TestDatabase;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

class PaymentCallbacksTests {

  private static final String SECRET = "shared with the service";
  private static final String BODY =
      """
      {"paymentNo":"WX1","orderNo":"XD20260301-0007","amount":"5000.00","status":"succeeded",
       "paidAt":"2026-03-01T16:00:00+08:00","channel":"wechat"}\
      """;
  private static final TestDatabase DATABASE = TestDatabase.fresh();

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T08:00:05Z"));
  private final JdbcClient database = JdbcClient.create(DATABASE.dataSource());
  @TempDir private static Path folder;

  private final List<PaymentCallback> accepted = new ArrayList<>();
  private final PaymentCallbacks callbacks = callbacks(SECRET);

  @Test
  void handsOnWhatASignedCallbackSays() {
    callbacks.receive(signature(SECRET, clock.instant(), BODY), bytes(BODY));
    assertThat(accepted)
        .containsExactly(
            new PaymentCallback(
                "WX1",
                "XD20260301-0007",
                new BigDecimal("5000.00"),
                "succeeded",
                Instant.parse("2026-03-01T08:00:00Z"),
                "wechat"));
  }

  @Test
  void signsAsTheReferenceSays() {
    assertThat(
            PaymentSignature.sign("key", Instant.ofEpochSecond(1_767_225_600L), bytes("{\"a\":1}")))
        .as("computed by openssl dgst -sha256 -hmac key over 1767225600.{\"a\":1}")
        .isEqualTo("80f7b75f8618b9b24d72673996a625f1a43f7387a26b6739d667431724fe4d23");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "t=1",
        "v1=00",
        "t=x,v1=00",
        "t=99999999999999999999,v1=00",
        "t=9223372036854775807,v1=00",
        "t=1772352005,v1=",
        "t=1772352005,v1=错"
      })
  void refusesASignatureOfAnotherShape(String header) {
    refused(header, BODY, ProblemKind.UNAUTHENTICATED, "bad_signature");
    assertThat(accepted).isEmpty();
  }

  @Test
  void refusesAnotherSecretAnotherBodyAndAnotherTime() {
    Instant now = clock.instant();
    refused(signature("another", now, BODY), BODY, ProblemKind.UNAUTHENTICATED, "bad_signature");
    refused(
        signature(SECRET, now, BODY),
        BODY.replace("5000", "1"),
        ProblemKind.UNAUTHENTICATED,
        "bad_signature");
    String moved = signature(SECRET, now, BODY).replace("t=1", "t=2");
    refused(moved, BODY, ProblemKind.UNAUTHENTICATED, "bad_signature");
    refused(null, BODY, ProblemKind.UNAUTHENTICATED, "bad_signature");
  }

  @ParameterizedTest
  @CsvSource({"-301, false", "-300, true", "0, true", "300, true", "301, false"})
  void takesACallbackSignedWithinFiveMinutes(long seconds, boolean taken) {
    String signature = signature(SECRET, clock.instant().plusSeconds(seconds), BODY);
    if (taken) {
      callbacks.receive(signature, bytes(BODY));
      assertThat(accepted).hasSize(1);
    } else {
      refused(signature, BODY, ProblemKind.UNAUTHENTICATED, "signature_expired");
    }
  }

  @Test
  void takesOneRightSignatureAmongSeveral() {
    Instant now = clock.instant();
    String old = signature("the old secret", now, BODY);
    String both = old + "," + signature(SECRET, now, BODY).replaceFirst("t=\\d+,", "");
    callbacks.receive(both, bytes(BODY));
    assertThat(accepted).hasSize(1);
  }

  @Test
  void findsEverythingWrongAtOnce() {
    String body =
        "{\"paymentNo\":\" \",\"amount\":-1,\"status\":\"Paid!\",\"paidAt\":\"yesterday\",\"channel\":\""
            + "x".repeat(101)
            + "\"}";
    assertThatThrownBy(
            () -> callbacks.receive(signature(SECRET, clock.instant(), body), bytes(body)))
        .asInstanceOf(type(ProblemException.class))
        .extracting(
            failure -> failure.problem().violations().stream().map(Violation::field).toList())
        .isEqualTo(List.of("paymentNo", "orderNo", "status", "amount", "paidAt", "channel"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "1e-999999", "\"0.00001\"", "null", "1e16", "\"NaN\""})
  void refusesAmountsThatAreNoMoney(String amount) {
    String body = BODY.replace("\"5000.00\"", amount);
    assertThatThrownBy(
            () -> callbacks.receive(signature(SECRET, clock.instant(), body), bytes(body)))
        .asInstanceOf(type(ProblemException.class))
        .extracting(failure -> failure.problem().kind())
        .isIn(ProblemKind.INVALID, ProblemKind.MALFORMED);
    assertThat(accepted).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{", "7"})
  void refusesWhatIsNoCallback(String body) {
    refused(signature(SECRET, clock.instant(), body), body, ProblemKind.MALFORMED, "malformed");
  }

  @Test
  void makesOneSecretForAllNodesWhereNoneIsSet() {
    PaymentCallbacks.Access first = callbacks(null).access();
    assertThat(first.configured()).isFalse();
    assertThat(first.secret()).matches("[0-9a-f]{64}");
    assertThat(callbacks(" ").access()).isEqualTo(first);
  }

  @Test
  void neverShowsASecretFromTheSettings() {
    assertThat(callbacks.access()).isEqualTo(new PaymentCallbacks.Access(true, null));
  }

  private void refused(
      @org.jspecify.annotations.Nullable String header,
      String body,
      ProblemKind kind,
      String code) {
    assertThatThrownBy(() -> callbacks.receive(header, bytes(body)))
        .asInstanceOf(type(ProblemException.class))
        .satisfies(failure -> {
          Problem problem = failure.problem();
          assertThat(problem.kind()).isEqualTo(kind);
          assertThat(problem.message().code()).isEqualTo(code);
        });
  }

  private PaymentCallbacks callbacks(@org.jspecify.annotations.Nullable String secret) {
    JsonMapper json = JsonMapper.shared();
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    PaymentReceiver receiver =
        callback -> {
          accepted.add(callback);
          return new PaymentReceiver.Receipt(new UUID(1, 1), false);
        };
    beans.addBean("receiver", receiver);
    return new PaymentCallbacks(
        new PaymentSecret(
            new SecretSettings(
                database, json, new Secrets(new DataHome(folder), new StandardEnvironment())),
            new PaymentSettings(secret)),
        clock,
        json,
        beans.getBeanProvider(PaymentReceiver.class));
  }

  private static String signature(String secret, Instant at, String body) {
    return "t=" + at.getEpochSecond() + ",v1=" + PaymentSignature.sign(secret, at, bytes(body));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
