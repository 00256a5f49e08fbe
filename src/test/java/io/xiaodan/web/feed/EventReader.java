package io.xiaodan.web.feed;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A page that listens to the feed. */
final class EventReader implements AutoCloseable {

  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final Stream<String> lines;
  private final int status;

  /** The page of somebody who has signed in. */
  EventReader(HttpClient http, int port, String token) throws Exception {
    this(
        http,
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/feed"))
            .header("Authorization", "Bearer " + token)
            .build());
  }

  EventReader(HttpClient http, HttpRequest request) throws Exception {
    HttpResponse<Stream<String>> response = http.send(request, HttpResponse.BodyHandlers.ofLines());
    status = response.statusCode();
    lines = response.body();
    Thread.ofVirtual().start(this::read);
  }

  int status() {
    return status;
  }

  private void read() {
    try {
      String[] event = {""};
      lines.forEach(line -> {
        if (line.startsWith("event: ")) {
          event[0] = line.substring(7);
        } else if (line.startsWith("data: ")) {
          events.add(event[0] + " " + line.substring(6));
        }
      });
    } catch (RuntimeException e) {
      events.add("end");
    }
  }

  /** The first event that begins so; null when none comes in time. */
  @Nullable String await(String beginning, Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    for (long left = longest.toNanos(); left > 0; left = end - System.nanoTime()) {
      String event = events.poll(left, TimeUnit.NANOSECONDS);
      if (event != null && event.startsWith(beginning)) {
        return event;
      }
    }
    return null;
  }

  /** Everything that came in this time. */
  List<String> during(Duration time) throws InterruptedException {
    Thread.sleep(time);
    List<String> all = new ArrayList<>();
    events.drainTo(all);
    return all;
  }

  @Override
  public void close() {
    lines.close();
  }
}
