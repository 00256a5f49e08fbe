package io.xiaodan.web.feed;

import io.xiaodan.identity.Actor;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream of news for one page. Each stream has its own virtual thread, which waits, writes and
 * perhaps is blocked by a reader that does not read; nobody else notices, and the server gives such
 * a reader up when its write has timed out.
 */
final class NewsStream {

  /** For whom a stream is written. */
  interface Audience {

    /** Who reads, with the rights they have now; nobody when they may not read any more. */
    Optional<Actor> reader();

    /** The events of some news that are told at once; empty for none. */
    String events(News news, Actor reader);

    /** The events after which a board asks again; empty for none. */
    String boards(News news, Actor reader);

    /** A board asks again after each event, so it gets them no closer than this. */
    Duration boardPause();
  }

  private static final Logger log = LoggerFactory.getLogger(NewsStream.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Mailbox mailbox;
  private final Audience audience;
  private final HttpServletResponse response;
  private News forBoards = News.NONE;
  private long nextBoards = System.nanoTime();

  NewsStream(Mailbox mailbox, Audience audience, HttpServletResponse response) {
    this.mailbox = mailbox;
    this.audience = audience;
    this.response = response;
  }

  /** Writes until the reader leaves or may not read any more, or the server stops. */
  void write() {
    try {
      response.setContentType("text/event-stream;charset=UTF-8");
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("X-Accel-Buffering", "no");
      send("retry: 2000\n: open\n\n");
      boolean reads = true;
      while (reads && !mailbox.isClosed()) {
        reads = next();
      }
    } catch (IOException e) {
      log.debug("a reader of the feed is gone: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn("a reader of the feed is sent away to come back: {}", e.toString());
    }
  }

  /** Waits for news and writes them; false when there is nobody to write to. */
  private boolean next() throws IOException, InterruptedException {
    Duration longest =
        forBoards.isNothing()
            ? HEARTBEAT
            : Duration.ofNanos(Math.max(0, nextBoards - System.nanoTime()));
    News news = mailbox.take(longest);
    Optional<Actor> reader = audience.reader();
    if (reader.isEmpty()) {
      return false;
    }
    String events = audience.events(news, reader.get()) + boards(news, reader.get());
    if (!events.isEmpty() || longest.equals(HEARTBEAT) && news.isNothing()) {
      send(events.isEmpty() ? ":\n\n" : events);
      mailbox.rest(PAUSE);
    }
    return true;
  }

  private String boards(News news, Actor reader) {
    forBoards = forBoards.and(news);
    if (forBoards.isNothing() || nextBoards - System.nanoTime() > 0) {
      return "";
    }
    String events = audience.boards(forBoards, reader);
    forBoards = News.NONE;
    if (!events.isEmpty()) {
      nextBoards = System.nanoTime() + audience.boardPause().toNanos();
    }
    return events;
  }

  private void send(String text) throws IOException {
    response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    response.flushBuffer();
  }
}
