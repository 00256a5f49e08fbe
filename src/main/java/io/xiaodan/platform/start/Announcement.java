package io.xiaodan.platform.start;

import io.xiaodan.platform.DataHome;
import io.xiaodan.platform.StartupNotice;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Tells the person at the console that the server answers, where, and what the modules have to say.
 */
@Component
class Announcement {

  private final ObjectProvider<StartupNotice> notices;
  private final DataHome home;

  Announcement(ObjectProvider<StartupNotice> notices, DataHome home) {
    this.notices = notices;
    this.home = home;
  }

  @EventListener
  @Order(Ordered.LOWEST_PRECEDENCE)
  void ready(ApplicationReadyEvent event) {
    if (!(event.getApplicationContext() instanceof WebServerApplicationContext web)
        || web.getWebServer() == null) {
      return;
    }
    String address = "http://localhost:" + web.getWebServer().getPort();
    double seconds = ManagementFactory.getRuntimeMXBean().getUptime() / 100 / 10.0;
    Console.say(
        Sentences.forConsole("start.ready", address, Double.toString(seconds), home.folder()));
    Locale locale = Sentences.console();
    List<String> lines =
        notices.orderedStream().flatMap(n -> n.lines(address, locale).stream()).toList();
    lines.forEach(Console::say);
  }
}
