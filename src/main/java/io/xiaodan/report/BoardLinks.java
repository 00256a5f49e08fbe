package io.xiaodan.report;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.identity.Roles;
import io.xiaodan.identity.Secrets;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
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
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Read-only links to dashboards. Whoever knows the address sees what a role sees, under filters
 * that cannot be changed, and nothing else of the product.
 */
@Component
public class BoardLinks {

  private final Inquiries inquiries;
  private final Roles roles;
  private final JdbcTemplate database;
  private final JsonMapper json;
  private final Ids ids;
  private final Clock clock;
  private final String table;

  BoardLinks(
      Inquiries inquiries,
      Roles roles,
      JdbcTemplate database,
      JsonMapper json,
      Ids ids,
      Clock clock,
      Workspace workspace) {
    this.inquiries = inquiries;
    this.roles = roles;
    this.database = database;
    this.json = json;
    this.ids = ids;
    this.clock = clock;
    this.table = workspace.table("dashboard_link");
  }

  /**
   * A link.
   *
   * @param role key of the role whose rights it has
   * @param filters values of the dashboard's filters
   * @param expiresAt when it stops working; null for never
   */
  public record BoardLink(
      UUID id,
      String dashboard,
      String label,
      String role,
      JsonNode filters,
      @Nullable Instant expiresAt,
      Instant createdAt) {}

  /** A link with the secret of its address, which is told only once. */
  public record Made(BoardLink link, String token) {}

  /** What an address leads to, and with whose rights. */
  public record Opened(UUID link, Actor actor, Inquiry inquiry) {}

  /** The links of a dashboard, newest first; for people who build. */
  public List<BoardLink> all(Blueprint blueprint, Actor actor, String dashboard) {
    roles.requireBuilds(actor);
    inquiries.require(blueprint, actor, dashboard);
    return database.query(
        "SELECT * FROM " + table + " WHERE dashboard = ? ORDER BY id DESC", this::link, dashboard);
  }

  /**
   * Makes a link.
   *
   * @throws io.xiaodan.kernel.ProblemException invalid for a role that does not see the dashboard;
   *     malformed for filters that do not fit
   */
  public Made create(
      Blueprint blueprint,
      Actor actor,
      String dashboard,
      String label,
      String role,
      JsonNode filters,
      @Nullable Instant expiresAt) {
    roles.requireBuilds(actor);
    inquiries.require(blueprint, actor, dashboard);
    if (label.isBlank() || label.length() > 100) {
      throw invalid("label", "report.link_label");
    }
    if (roles.find(role).isEmpty() || !sees(blueprint, dashboard, role)) {
      throw invalid("role", "report.link_role");
    }
    JsonNode fixed = filters.isObject() ? filters : json.createObjectNode();
    checkFilters(blueprint, dashboard, role, fixed);
    UUID id = ids.next();
    String token = Secrets.fresh();
    database.update(
        "INSERT INTO "
            + table
            + " (id, token_hash, dashboard, label, role, filters, expires_at, created_by, created_at) VALUES (?, ?, ?, ?, ?, ?::json, ?, ?, ?)",
        id,
        Secrets.hash(token),
        dashboard,
        label,
        role,
        fixed.toString(),
        expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC),
        actor.personId(),
        clock.instant().atOffset(ZoneOffset.UTC));
    BoardLink made = new BoardLink(id, dashboard, label, role, fixed, expiresAt, clock.instant());
    return new Made(made, token);
  }

  private static RuntimeException invalid(String field, String code) {
    return Problem.invalid(List.of(Violation.at(field, Message.of(code)))).exception();
  }

  private boolean sees(Blueprint blueprint, String dashboard, String role) {
    try {
      inquiries.require(blueprint, actor(role, Language.ZH), dashboard);
      return true;
    } catch (ProblemException e) {
      return false;
    }
  }

  private void checkFilters(Blueprint blueprint, String dashboard, String role, JsonNode filters) {
    Actor reader = actor(role, Language.ZH);
    Dashboard board = inquiries.require(blueprint, reader, dashboard);
    Inquiry inquiry = new Inquiry(null, dashboard, null, null, filters, null, null, null);
    for (Widget widget : board.widgets().values()) {
      if (widget.question() != null) {
        inquiries.ready(blueprint, reader, inquiry.of(widget.key()), board);
      }
    }
  }

  /** Nobody of the company, with the rights of one role. */
  private static Actor actor(String role, Language language) {
    return new Actor(new UUID(0, 1), "link", Set.of(role), language, Origin.LINK, null);
  }

  /** Takes a link back. */
  public void delete(Blueprint blueprint, Actor actor, String dashboard, UUID id) {
    if (all(blueprint, actor, dashboard).stream().noneMatch(link -> link.id().equals(id))) {
      throw Problem.of(ProblemKind.NOT_FOUND, "not_found").exception();
    }
    database.update("DELETE FROM " + table + " WHERE id = ?", id);
  }

  /**
   * What an address leads to.
   *
   * @throws io.xiaodan.kernel.ProblemException not found for an unknown address and one that has
   *     expired
   */
  public Opened open(String token, Language language) {
    BoardLink link =
        database
            .query(
                "SELECT * FROM " + table + " WHERE token_hash = ?", this::link, Secrets.hash(token))
            .stream()
            .filter(one -> one.expiresAt() == null || one.expiresAt().isAfter(clock.instant()))
            .findFirst()
            .orElseThrow(
                () -> Problem.of(ProblemKind.NOT_FOUND, "report.link_unknown").exception());
    Inquiry inquiry =
        new Inquiry(null, link.dashboard(), null, null, link.filters(), null, null, null);
    return new Opened(link.id(), actor(link.role(), language), inquiry);
  }

  private BoardLink link(ResultSet row, int number) throws SQLException {
    OffsetDateTime expires = row.getObject("expires_at", OffsetDateTime.class);
    return new BoardLink(
        row.getObject("id", UUID.class),
        row.getString("dashboard"),
        row.getString("label"),
        row.getString("role"),
        json.readTree(row.getString("filters")),
        expires == null ? null : expires.toInstant(),
        row.getTimestamp("created_at").toInstant());
  }
}
