package io.xiaodan.platform.start;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Tells why the application does not start in one sentence, where the reason is one that a person
 * can remove.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RefusalReporter implements SpringBootExceptionReporter {

  /** The context is what Spring Boot offers; nothing of it is needed. */
  RefusalReporter(@Nullable ConfigurableApplicationContext context) {}

  @Override
  public boolean reportException(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StartRefused refused) {
        print(refused);
        return true;
      }
      if (cause instanceof PortInUseException port) {
        print(new StartRefused("port-in-use", Integer.toString(port.getPort())));
        return true;
      }
    }
    return false;
  }

  static void print(StartRefused refused) {
    Console.error(Sentences.forConsole(refused.key(), refused.arguments()));
  }
}
