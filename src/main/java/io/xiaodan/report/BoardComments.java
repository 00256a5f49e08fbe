package io.xiaodan.report;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.notification.NewNotice;
import io.xiaodan.notification.NoticeKind;
import io.xiaodan.notification.Notices;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.Workspace;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What people say about dashboards; whoever sees one reads and writes there. */
@Component
public class BoardComments {

  private static final int LONGEST = 5_000;
  private static final int MOST = 500;

  private final Inquiries inquiries;
  private final BoardReaders readers;
  private final People people;
  private final Roles roles;
  private final Notices notices;
  private final JdbcTemplate database;
  private final Ids ids;
  private final Clock clock;
  private final String table;

  BoardComments(
      Inquiries inquiries,
      BoardReaders readers,
      People people,
      Roles roles,
      Notices notices,
      JdbcTemplate database,
      Ids ids,
      Clock clock,
      Workspace workspace) {
    this.inquiries = inquiries;
    this.readers = readers;
    this.people = people;
    this.roles = roles;
    this.notices = notices;
    this.database = database;
    this.ids = ids;
    this.clock = clock;
    this.table = workspace.table("dashboard_comment");
  }

  /**
   * A comment.
   *
   * @param widget key of the widget it is about; null for the dashboard
   */
  public record Said(
      UUID id, String text, @Nullable String widget, By by, Instant at, boolean mayDelete) {}

  /** Who wrote it. */
  public record By(UUID id, String title) {}

  /** The comments of a dashboard, newest first. */
  public List<Said> all(Blueprint blueprint, Actor actor, String dashboard) {
    inquiries.require(blueprint, actor, dashboard);
    return database.query(
        "SELECT id, text, widget, by, at FROM "
            + table
            + " WHERE dashboard = ? ORDER BY id DESC LIMIT "
            + MOST,
        (row, number) -> {
          UUID by = row.getObject(4, UUID.class);
          return new Said(
              row.getObject(1, UUID.class),
              row.getString(2),
              row.getString(3),
              new By(by, people.name(by)),
              row.getTimestamp(5).toInstant(),
              mayDelete(actor, by));
        },
        dashboard);
  }

  private boolean mayDelete(Actor actor, UUID by) {
    return by.equals(actor.personId()) || roles.administers(actor);
  }

  /**
   * Says something and tells those who are mentioned, as far as they see the dashboard.
   *
   * @throws io.xiaodan.kernel.ProblemException not found, for the dashboard or the widget; invalid
   *     for an empty or too long text
   */
  public Said add(
      Blueprint blueprint,
      Actor actor,
      String dashboard,
      @Nullable String widget,
      String text,
      Collection<UUID> mentions) {
    Dashboard board = inquiries.require(blueprint, actor, dashboard);
    if (widget != null && !board.widgets().containsKey(widget)) {
      throw Problem.of(ProblemKind.NOT_FOUND, "report.no_widget", "key", widget).exception();
    }
    String said = text.strip();
    if (said.isEmpty() || said.length() > LONGEST) {
      throw Problem.invalid(
              List.of(Violation.at("text", Message.of("report.comment_text", "most", LONGEST))))
          .exception();
    }
    UUID id = ids.next();
    Instant now = clock.instant();
    database.update(
        "INSERT INTO " + table + " (id, dashboard, widget, at, by, text) VALUES (?, ?, ?, ?, ?, ?)",
        id,
        dashboard,
        widget,
        now.atOffset(ZoneOffset.UTC),
        actor.personId(),
        said);
    String title = actor.name() + " · " + board.label().in(actor.language());
    notices.give(
        mentions.stream()
            .distinct()
            .filter(person -> readers.sees(blueprint, person, dashboard))
            .map(person ->
                new NewNotice(ids.next(), person, title, said, null, null).as(NoticeKind.MENTION))
            .toList());
    By by = new By(actor.personId(), people.name(actor.personId()));
    return new Said(id, said, widget, by, now, true);
  }

  /** Takes a comment back: one's own, or anybody's for administrators. */
  public void delete(Blueprint blueprint, Actor actor, String dashboard, UUID id) {
    boolean mine =
        all(blueprint, actor, dashboard).stream()
            .anyMatch(said -> said.id().equals(id) && said.mayDelete());
    if (!mine) {
      throw Problem.of(ProblemKind.NOT_FOUND, "not_found").exception();
    }
    database.update("DELETE FROM " + table + " WHERE id = ?", id);
  }
}
