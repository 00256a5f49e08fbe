package io.xiaodan.report;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.Jobs;
import io.xiaodan.platform.Workspace;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Numbers that are watched: one is told of once when it crosses its line, and once when it has come
 * back. The state changes in the transaction that gives the messages, and only from the state it
 * was in, so that nothing is told twice on however many nodes.
 */
@Component
public class BoardAlerts {

  private static final Logger log = LoggerFactory.getLogger(BoardAlerts.class);
  private static final Duration EVERY = Duration.ofSeconds(15);
  private static final int MOST_PEOPLE = 50;
  private static final Set<String> OPERATORS = Set.of("lt", "le", "gt", "ge");

  private final Inquiries inquiries;
  private final Blueprints blueprints;
  private final AlertNumber numbers;
  private final AlertMessages messages;
  private final BoardReaders readers;
  private final Roles roles;
  private final JdbcTemplate database;
  private final TransactionTemplate transactions;
  private final JsonMapper json;
  private final Ids ids;
  private final Clock clock;
  private final String table;

  BoardAlerts(
      Inquiries inquiries,
      Blueprints blueprints,
      AlertNumber numbers,
      AlertMessages messages,
      BoardReaders readers,
      Roles roles,
      JdbcTemplate database,
      TransactionTemplate transactions,
      JsonMapper json,
      Ids ids,
      Clock clock,
      Workspace workspace,
      Jobs jobs) {
    this.inquiries = inquiries;
    this.blueprints = blueprints;
    this.numbers = numbers;
    this.messages = messages;
    this.readers = readers;
    this.roles = roles;
    this.database = database;
    this.transactions = transactions;
    this.json = json;
    this.ids = ids;
    this.clock = clock;
    this.table = workspace.table("dashboard_alert");
    jobs.repeat("report.alerts", EVERY, this::tick);
  }

  /**
   * A watched number.
   *
   * @param document widget, column, at, op, value, recover, people, connection, mail, label
   * @param state ok or raised
   * @param since when it came into this state; null where it never changed
   * @param last the number when it was looked at last
   * @param problem why it could not be looked at; null where it could
   */
  public record Alert(
      UUID id,
      String dashboard,
      JsonNode document,
      UUID createdBy,
      String state,
      @Nullable Instant since,
      @Nullable String last,
      @Nullable String problem) {}

  /** The alerts of a dashboard: all for people who build, one's own for others. */
  public List<Alert> all(Blueprint blueprint, Actor actor, String dashboard) {
    inquiries.require(blueprint, actor, dashboard);
    return database
        .query(
            "SELECT * FROM " + table + " WHERE dashboard = ? ORDER BY id DESC",
            this::alert,
            dashboard)
        .stream()
        .filter(one -> roles.builds(actor) || one.createdBy().equals(actor.personId()))
        .toList();
  }

  /**
   * Watches a number with the rights of whoever asks for it.
   *
   * @throws io.xiaodan.kernel.ProblemException invalid with everything that is wrong
   */
  public Alert create(Blueprint blueprint, Actor actor, String dashboard, JsonNode document) {
    check(blueprint, actor, dashboard, document);
    UUID id = ids.next();
    database.update(
        "INSERT INTO "
            + table
            + " (id, dashboard, document, created_by, created_at) VALUES (?, ?, ?::json, ?, ?)",
        id,
        dashboard,
        document.toString(),
        actor.personId(),
        clock.instant().atOffset(ZoneOffset.UTC));
    return find(blueprint, actor, dashboard, id);
  }

  /** Watches something else; it begins anew. */
  public Alert change(
      Blueprint blueprint, Actor actor, String dashboard, UUID id, JsonNode document) {
    find(blueprint, actor, dashboard, id);
    check(blueprint, actor, dashboard, document);
    database.update(
        "UPDATE "
            + table
            + " SET document = ?::json, state = 'ok', since = NULL, last = NULL, problem = NULL WHERE id = ?",
        document.toString(),
        id);
    return find(blueprint, actor, dashboard, id);
  }

  /** Watches no longer. */
  public void delete(Blueprint blueprint, Actor actor, String dashboard, UUID id) {
    find(blueprint, actor, dashboard, id);
    database.update("DELETE FROM " + table + " WHERE id = ?", id);
  }

  private Alert find(Blueprint blueprint, Actor actor, String dashboard, UUID id) {
    return all(blueprint, actor, dashboard).stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "not_found").exception());
  }

  private void check(Blueprint blueprint, Actor actor, String dashboard, JsonNode document) {
    Dashboard board = inquiries.require(blueprint, actor, dashboard);
    List<Violation> wrong = new ArrayList<>();
    String key = document.path("widget").asString("");
    Widget widget = board.widgets().get(key);
    if (widget == null || widget.question() == null) {
      wrong.add(Violation.at("widget", Message.of("report.no_widget", "key", key)));
    } else if (!widget.question().columns().contains(document.path("column").asString(""))) {
      wrong.add(
          Violation.at(
              "column",
              Message.of("report.no_column", "key", document.path("column").asString(""))));
    }
    if (!OPERATORS.contains(document.path("op").asString(""))) {
      wrong.add(Violation.at("op", Message.of("report.alert_operator")));
    }
    if (AlertNumber.number(document.path("value")) == null) {
      wrong.add(Violation.at("value", Message.of("report.alert_value")));
    }
    if (document.has("recover") && AlertNumber.number(document.path("recover")) == null) {
      wrong.add(Violation.at("recover", Message.of("report.alert_value")));
    }
    int people = document.path("people").size();
    boolean connection = document.path("connection").isString();
    if ((people == 0 && !connection) || people > MOST_PEOPLE) {
      wrong.add(Violation.at("people", Message.of("report.receivers", "most", MOST_PEOPLE)));
    }
    boolean others =
        connection
            || document.path("people").valueStream()
                .anyMatch(person -> !actor.personId().equals(BoardSubscriptions.id(person)));
    if (others && !roles.builds(actor)) {
      wrong.add(Violation.at("people", Message.of("report.receivers_others")));
    }
    if (!wrong.isEmpty()) {
      throw Problem.invalid(wrong).exception();
    }
  }

  /** Looks once at every watched number; kept answers make that cheap. */
  void tick() {
    for (Alert alert :
        database.query("SELECT * FROM " + table + " ORDER BY id", this::alert)) {
      try {
        look(alert);
      } catch (RuntimeException e) {
        log.error("alert={} could not be looked at", alert.id(), e);
      }
    }
  }

  private void look(Alert alert) {
    Blueprint blueprint = blueprints.current();
    Optional<Actor> owner = readers.actor(alert.createdBy());
    BigDecimal number;
    try {
      if (owner.isEmpty()) {
        note(alert, alert.last(), "report.alert_owner");
        return;
      }
      number = numbers.of(blueprint, owner.get(), alert.dashboard(), alert.document());
    } catch (ProblemException e) {
      note(alert, alert.last(), e.problem().message().code());
      return;
    }
    String last = number == null ? null : number.stripTrailingZeros().toPlainString();
    String state = number == null ? alert.state() : state(alert, number);
    if (state.equals(alert.state())) {
      if (!Objects.equals(last, alert.last()) || alert.problem() != null) {
        note(alert, last, null);
      }
      return;
    }
    transactions.executeWithoutResult(_ -> {
      int changed =
          database.update(
              "UPDATE "
                  + table
                  + " SET state = ?, since = ?, last = ?, problem = NULL WHERE id = ? AND state = ?",
              state,
              clock.instant().atOffset(ZoneOffset.UTC),
              last,
              alert.id(),
              alert.state());
      if (changed == 1) {
        messages.tell(blueprint, alert, state.equals("raised"), String.valueOf(last));
      }
    });
  }

  private void note(Alert alert, @Nullable String last, @Nullable String problem) {
    database.update(
        "UPDATE " + table + " SET last = ?, problem = ? WHERE id = ?", last, problem, alert.id());
  }

  /** Where the number is: beyond the line, or back across the line of recovery. */
  private static String state(Alert alert, BigDecimal number) {
    String operator = alert.document().path("op").asString("");
    BigDecimal line = AlertNumber.number(alert.document().path("value"));
    BigDecimal recover = AlertNumber.number(alert.document().path("recover"));
    if (line == null) {
      return alert.state();
    }
    boolean beyond = AlertNumber.holds(operator, number, line);
    if (alert.state().equals("ok")) {
      return beyond ? "raised" : "ok";
    }
    boolean still = recover == null ? beyond : AlertNumber.holds(operator, number, recover);
    return still ? "raised" : "ok";
  }

  private Alert alert(ResultSet row, int number) throws SQLException {
    OffsetDateTime since = row.getObject("since", OffsetDateTime.class);
    return new Alert(
        row.getObject("id", UUID.class),
        row.getString("dashboard"),
        json.readTree(row.getString("document")),
        row.getObject("created_by", UUID.class),
        row.getString("state"),
        since == null ? null : since.toInstant(),
        row.getString("last"),
        row.getString("problem"));
  }
}
