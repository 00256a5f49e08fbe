package io.xiaodan.web.feed;

import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Session;
import io.xiaodan.identity.Sessions;
import io.xiaodan.web.problem.ReaderLanguage;
import io.xiaodan.web.security.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The stream of news for one page. Each stream has its own virtual thread, which waits, writes and
 * perhaps is blocked by a reader that does not read; nobody else notices, and the server gives such
 * a reader up when its write has timed out.
 */
@RestController
class FeedController {

  private static final Logger log = LoggerFactory.getLogger(FeedController.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(200);

  /** A board asks again after each event, so it gets fewer of them. */
  private static final Duration DASHBOARD_PAUSE = Duration.ofSeconds(1);

  private final NewsDesk desk;
  private final NewsWriter writer;
  private final Sessions sessions;

  FeedController(NewsDesk desk, NewsWriter writer, Sessions sessions) {
    this.desk = desk;
    this.writer = writer;
    this.sessions = sessions;
  }

  @GetMapping(path = "/api/feed")
  void feed(HttpServletRequest request, HttpServletResponse response, Actor actor) {
    Mailbox mailbox = desk.open(actor);
    try {
      response.setContentType("text/event-stream;charset=UTF-8");
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("X-Accel-Buffering", "no");
      send(response, "retry: 2000\n: open\n\n");
      stream(mailbox, request, response);
    } catch (IOException e) {
      log.debug("feed reader={} is gone: {}", actor.personId(), e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn("feed reader={} is sent away to come back: {}", actor.personId(), e.toString());
    } finally {
      desk.close(mailbox);
    }
  }

  /** Writes until the reader leaves, the session ends or the server stops. */
  private void stream(Mailbox mailbox, HttpServletRequest request, HttpServletResponse response)
      throws IOException, InterruptedException {
    News forDashboards = News.NONE;
    long nextDashboards = System.nanoTime();
    while (!mailbox.isClosed()) {
      Duration longest =
          forDashboards.isNothing()
              ? HEARTBEAT
              : Duration.ofNanos(Math.max(0, nextDashboards - System.nanoTime()));
      News news = mailbox.take(longest);
      Optional<Actor> actor = actor(request);
      if (actor.isEmpty()) {
        return;
      }
      StringBuilder events = new StringBuilder(writer.events(news, actor.get()));
      forDashboards = forDashboards.and(news);
      if (nextDashboards - System.nanoTime() <= 0 && !forDashboards.isNothing()) {
        String dashboards = writer.dashboards(forDashboards, actor.get());
        forDashboards = News.NONE;
        if (!dashboards.isEmpty()) {
          events.append(dashboards);
          nextDashboards = System.nanoTime() + DASHBOARD_PAUSE.toNanos();
        }
      }
      if (!events.isEmpty() || longest.equals(HEARTBEAT) && news.isNothing()) {
        send(response, events.isEmpty() ? ":\n\n" : events.toString());
        mailbox.rest(PAUSE);
      }
    }
  }

  /** Who reads, with the rights they have now; nobody when the session has ended. */
  private Optional<Actor> actor(HttpServletRequest request) {
    String token = SignedIn.token(request);
    Optional<Session> session = token == null ? Optional.empty() : sessions.find(token);
    return session.map(found -> found.actor(ReaderLanguage.of(request)));
  }

  private static void send(HttpServletResponse response, String text) throws IOException {
    response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    response.flushBuffer();
  }
}
