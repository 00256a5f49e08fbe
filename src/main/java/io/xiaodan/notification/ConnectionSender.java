package io.xiaodan.notification;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.xiaodan.kernel.Message;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends to a connection. A destination that keeps failing is left alone for a while, so that it
 * does not hold up workers that others need.
 */
@Component
class ConnectionSender {

  private static final Logger log = LoggerFactory.getLogger(ConnectionSender.class);
  private static final int LONGEST_NOTE = 300;
  private static final int TOO_MANY = 429;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int SERVER_ERROR = 500;

  private final OutboundHttp http;
  private final RobotMessages robots;
  private final Clock clock;
  private final CircuitBreakerRegistry breakers =
      CircuitBreakerRegistry.of(
          CircuitBreakerConfig.custom()
              .slidingWindowSize(10)
              .minimumNumberOfCalls(5)
              .failureRateThreshold(80)
              .waitDurationInOpenState(Duration.ofSeconds(30))
              .permittedNumberOfCallsInHalfOpenState(1)
              .build());

  ConnectionSender(OutboundHttp http, RobotMessages robots, Clock clock) {
    this.http = http;
    this.robots = robots;
    this.clock = clock;
  }

  Delivery send(Connection connection, OutgoingMessage message) {
    boolean fits =
        switch (message) {
          case OutgoingMessage.Robot _ -> connection.kind().isRobot();
          case OutgoingMessage.Webhook _ -> connection.kind() == ConnectionKind.WEBHOOK;
          case OutgoingMessage.Email _, OutgoingMessage.Sms _ -> false;
        };
    if (!fits) {
      return new Delivery.NotSent(Message.of("connection_kind", "key", connection.key()));
    }
    CircuitBreaker breaker = breakers.circuitBreaker(connection.url().getAuthority());
    if (!breaker.tryAcquirePermission()) {
      return new Delivery.Failed(true, Message.of("connection_paused", "key", connection.key()));
    }
    Delivery outcome = attempt(connection, message);
    boolean broken = outcome instanceof Delivery.Failed(boolean retryable, Message _) && retryable;
    if (broken) {
      breaker.onError(0, java.util.concurrent.TimeUnit.MILLISECONDS, new IOException("failed"));
    } else {
      breaker.onSuccess(0, java.util.concurrent.TimeUnit.MILLISECONDS);
    }
    return outcome;
  }

  private Delivery attempt(Connection connection, OutgoingMessage message) {
    HttpMessage request =
        message instanceof OutgoingMessage.Robot robot
            ? robots.request(connection, robot, clock.instant())
            : WebhookSignature.request(connection, message, clock.instant());
    try {
      OutboundHttp.Answer answer = http.post(request.url(), request.body(), request.headers());
      return answer.status() / 100 == 2 && connection.kind().isRobot()
          ? robots.outcome(connection.kind(), answer)
          : outcome(answer);
    } catch (OutboundHttp.Forbidden e) {
      String host = connection.url().getHost();
      return new Delivery.NotSent(Message.of("connection_private", "host", host));
    } catch (IOException e) {
      log.warn("not sent connection={} cause={}", connection.key(), e.toString());
      return new Delivery.Failed(
          true, Message.of("unreachable", "answer", e.getClass().getSimpleName()));
    }
  }

  private static Delivery outcome(OutboundHttp.Answer answer) {
    int status = answer.status();
    if (status / 100 == 2) {
      return new Delivery.Sent();
    }
    boolean retryable = status >= SERVER_ERROR || status == TOO_MANY || status == REQUEST_TIMEOUT;
    String note = status + " " + answer.body();
    return new Delivery.Failed(
        retryable,
        Message.of("refused", "answer", note.substring(0, Math.min(note.length(), LONGEST_NOTE))));
  }
}
