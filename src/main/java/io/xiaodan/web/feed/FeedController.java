package io.xiaodan.web.feed;

import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Session;
import io.xiaodan.identity.Sessions;
import io.xiaodan.web.problem.ReaderLanguage;
import io.xiaodan.web.security.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** News for the pages of people who have signed in, until their session ends. */
@RestController
class FeedController {

  private static final Duration BOARD_PAUSE = Duration.ofSeconds(1);

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
    Mailbox mailbox = desk.open(actor.personId());
    try {
      new NewsStream(mailbox, audience(request), response).write();
    } finally {
      desk.close(mailbox);
    }
  }

  private NewsStream.Audience audience(HttpServletRequest request) {
    return new NewsStream.Audience() {
      @Override
      public Optional<Actor> reader() {
        String token = SignedIn.token(request);
        Optional<Session> session = token == null ? Optional.empty() : sessions.find(token);
        return session.map(found -> found.actor(ReaderLanguage.of(request)));
      }

      @Override
      public String events(News news, Actor reader) {
        return writer.events(news, reader);
      }

      @Override
      public String boards(News news, Actor reader) {
        return writer.dashboards(news, reader);
      }

      @Override
      public Duration boardPause() {
        return BOARD_PAUSE;
      }
    };
  }
}
