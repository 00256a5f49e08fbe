package io.xiaodan.report;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Dashboards that come by mail at certain times. Which time comes next is written in the
 * transaction that asks for the mails, so each time counts once, on however many nodes.
 */
@Component
public class BoardSubscriptions {

  private static final int MOST = 50;
  private static final Pattern SITE = Pattern.compile("https?://[A-Za-z0-9.\\-:\\[\\]]{1,255}");

  private final Inquiries inquiries;
  private final Roles roles;
  private final BoardMails mails;
  private final JdbcTemplate database;
  private final TransactionTemplate transactions;
  private final JsonMapper json;
  private final Ids ids;
  private final Clock clock;
  private final Workspace workspace;
  private final String table;

  BoardSubscriptions(
      Inquiries inquiries,
      Roles roles,
      BoardMails mails,
      JdbcTemplate database,
      TransactionTemplate transactions,
      JsonMapper json,
      Ids ids,
      Clock clock,
      Workspace workspace) {
    this.inquiries = inquiries;
    this.roles = roles;
    this.mails = mails;
    this.database = database;
    this.transactions = transactions;
    this.json = json;
    this.ids = ids;
    this.clock = clock;
    this.workspace = workspace;
    this.table = workspace.table("dashboard_subscription");
  }

  /**
   * A subscription.
   *
   * @param document schedule, people, emails, filters, pdf, and site: where the product is opened,
   *     for the link to the dashboard
   * @param due when it is sent next
   * @param sentAt when it was sent last; null for not yet
   */
  public record Subscription(
      UUID id,
      String dashboard,
      JsonNode document,
      UUID createdBy,
      Instant due,
      @Nullable Instant sentAt) {}

  /** The subscriptions of a dashboard: all for people who build, one's own for others. */
  public List<Subscription> all(Blueprint blueprint, Actor actor, String dashboard) {
    inquiries.require(blueprint, actor, dashboard);
    return database
        .query(
            "SELECT * FROM " + table + " WHERE dashboard = ? ORDER BY id DESC",
            this::subscription,
            dashboard)
        .stream()
        .filter(one -> roles.builds(actor) || one.createdBy().equals(actor.personId()))
        .toList();
  }

  /**
   * Makes a subscription. Others than oneself, and addresses outside, only people who build may
   * have mails sent to.
   *
   * @throws io.xiaodan.kernel.ProblemException invalid with everything that is wrong
   */
  public Subscription create(
      Blueprint blueprint, Actor actor, String dashboard, JsonNode document) {
    inquiries.require(blueprint, actor, dashboard);
    check(actor, document);
    UUID id = ids.next();
    Instant due = next(document);
    database.update(
        "INSERT INTO "
            + table
            + " (id, dashboard, document, created_by, created_at, due) VALUES (?, ?, ?::json, ?, ?, ?)",
        id,
        dashboard,
        document.toString(),
        actor.personId(),
        clock.instant().atOffset(ZoneOffset.UTC),
        due.atOffset(ZoneOffset.UTC));
    return new Subscription(id, dashboard, document, actor.personId(), due, null);
  }

  /** Changes a subscription. */
  public Subscription change(
      Blueprint blueprint, Actor actor, String dashboard, UUID id, JsonNode document) {
    find(blueprint, actor, dashboard, id);
    check(actor, document);
    database.update(
        "UPDATE " + table + " SET document = ?::json, due = ? WHERE id = ?",
        document.toString(),
        next(document).atOffset(ZoneOffset.UTC),
        id);
    return find(blueprint, actor, dashboard, id);
  }

  /** Ends a subscription. */
  public void delete(Blueprint blueprint, Actor actor, String dashboard, UUID id) {
    find(blueprint, actor, dashboard, id);
    database.update("DELETE FROM " + table + " WHERE id = ?", id);
  }

  /** Sends a subscription now, whenever it is due. */
  public void send(Blueprint blueprint, Actor actor, String dashboard, UUID id) {
    Subscription subscription = find(blueprint, actor, dashboard, id);
    transactions.executeWithoutResult(_ -> send(subscription, clock.instant()));
  }

  private Subscription find(Blueprint blueprint, Actor actor, String dashboard, UUID id) {
    return all(blueprint, actor, dashboard).stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "not_found").exception());
  }

  private Instant next(JsonNode document) {
    Schedule schedule = Objects.requireNonNull(Schedule.read(document.path("schedule")));
    return schedule.after(clock.instant(), workspace.zone());
  }

  private void check(Actor actor, JsonNode document) {
    List<Violation> wrong = new ArrayList<>();
    if (Schedule.read(document.path("schedule")) == null) {
      wrong.add(Violation.at("schedule", Message.of("report.schedule")));
    }
    int receivers = document.path("people").size() + document.path("emails").size();
    if (receivers == 0 || receivers > MOST) {
      wrong.add(Violation.at("people", Message.of("report.receivers", "most", MOST)));
    }
    for (JsonNode person : document.path("people")) {
      if (id(person) == null) {
        wrong.add(Violation.at("people", Message.of("report.value", "value", person.asString(""))));
      }
    }
    for (JsonNode address : document.path("emails")) {
      if (!address.asString("").matches("[^\\s@,;<>]+@[^\\s@,;<>]+")) {
        wrong.add(
            Violation.at("emails", Message.of("report.value", "value", address.asString(""))));
      }
    }
    JsonNode site = document.path("site");
    if (!site.isMissingNode() && !SITE.matcher(site.asString("")).matches()) {
      wrong.add(Violation.at("site", Message.of("report.value", "value", site.asString(""))));
    }
    boolean others =
        !document.path("emails").isEmpty()
            || document
                .path("people")
                .valueStream()
                .anyMatch(person -> !actor.personId().equals(id(person)));
    if (others && !roles.builds(actor)) {
      wrong.add(Violation.at("people", Message.of("report.receivers_others")));
    }
    if (!wrong.isEmpty()) {
      throw Problem.invalid(wrong).exception();
    }
  }

  static @Nullable UUID id(JsonNode person) {
    try {
      return UUID.fromString(person.asString(""));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Sends what is due; what was missed while nothing ran is sent once. */
  void tick() {
    Instant now = clock.instant();
    transactions.executeWithoutResult(_ -> {
      List<Subscription> due =
          database.query(
              "SELECT * FROM "
                  + table
                  + " WHERE due <= ? ORDER BY due LIMIT 20 FOR UPDATE SKIP LOCKED",
              this::subscription,
              now.atOffset(ZoneOffset.UTC));
      due.forEach(subscription -> send(subscription, now));
    });
  }

  private void send(Subscription subscription, Instant now) {
    mails.ask(subscription, now);
    database.update(
        "UPDATE " + table + " SET sent_at = ?, due = ? WHERE id = ?",
        now.atOffset(ZoneOffset.UTC),
        next(subscription.document()).atOffset(ZoneOffset.UTC),
        subscription.id());
  }

  private Subscription subscription(ResultSet row, int number) throws SQLException {
    OffsetDateTime sent = row.getObject("sent_at", OffsetDateTime.class);
    return new Subscription(
        row.getObject("id", UUID.class),
        row.getString("dashboard"),
        json.readTree(row.getString("document")),
        row.getObject("created_by", UUID.class),
        row.getTimestamp("due").toInstant(),
        sent == null ? null : sent.toInstant());
  }
}
