package io.xiaodan.web.feed;

import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.link.LinkThrottle;
import io.xiaodan.report.BoardLinks;
import io.xiaodan.web.problem.ReaderLanguage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * News for the page of a dashboard that is looked at through its link, until the link expires or is
 * taken back. They tell of this dashboard only.
 */
@RestController
class BoardFeedController {

  /** What changed is on the screen within two seconds of the commit. */
  private static final Duration BOARD_PAUSE = Duration.ofMillis(1_500);

  private final NewsDesk desk;
  private final NewsWriter writer;
  private final BoardLinks links;
  private final LinkThrottle throttle;

  BoardFeedController(NewsDesk desk, NewsWriter writer, BoardLinks links, LinkThrottle throttle) {
    this.desk = desk;
    this.writer = writer;
    this.links = links;
    this.throttle = throttle;
  }

  @GetMapping(path = "/api/public/dashboards/{token}/feed")
  void feed(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
    BoardLinks.Opened opened = links.open(token, ReaderLanguage.of(request));
    throttle.board(opened.link(), request.getRemoteAddr());
    Mailbox mailbox = desk.open(opened.link());
    try {
      String dashboard = Objects.requireNonNull(opened.inquiry().dashboard());
      new NewsStream(mailbox, audience(token, dashboard, request), response).write();
    } finally {
      desk.close(mailbox);
    }
  }

  private NewsStream.Audience audience(String token, String dashboard, HttpServletRequest request) {
    return new NewsStream.Audience() {
      @Override
      public Optional<Actor> reader() {
        try {
          return Optional.of(links.open(token, ReaderLanguage.of(request)).actor());
        } catch (ProblemException gone) {
          return Optional.empty();
        }
      }

      @Override
      public String events(News news, Actor reader) {
        return writer.blueprint(news);
      }

      @Override
      public String boards(News news, Actor reader) {
        return writer.dashboard(news, reader, dashboard);
      }

      @Override
      public Duration boardPause() {
        return BOARD_PAUSE;
      }
    };
  }
}
