package io.xiaodan.ledger;

import io.xiaodan.platform.Workspace;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What people who are typing mean to take: kept back from the promises of others for a while. */
@Component
class SoftHolds {

  private final JdbcTemplate database;
  private final TransactionTemplate transactions;
  private final Workspace workspace;
  private final JsonMapper json;
  private final Clock clock;

  SoftHolds(
      JdbcTemplate database,
      TransactionTemplate transactions,
      Workspace workspace,
      JsonMapper json,
      Clock clock) {
    this.database = database;
    this.transactions = transactions;
    this.workspace = workspace;
    this.json = json;
    this.clock = clock;
  }

  /** What is meant to be taken of one balance for a day. */
  record Hold(Map<String, ? extends @Nullable String> place, BigDecimal quantity, LocalDate day) {}

  /** Puts these in place of all that one form held; others whose time is over go too. */
  void replace(UUID session, String ledger, UUID by, Duration lasts, List<Hold> holds) {
    transactions.executeWithoutResult(_ -> {
      release(session, ledger);
      database.update("DELETE FROM %s WHERE until < ?".formatted(table()), now());
      for (Hold hold : holds) {
        database.update(
            "INSERT INTO %s AS h (session, ledger, place, quantity, day, until, held_by) VALUES (?, ?, ?::jsonb, ?, ?, ?, ?) ON CONFLICT (session, ledger, place, day) DO UPDATE SET quantity = h.quantity + excluded.quantity"
                .formatted(table()),
            session,
            ledger,
            json.writeValueAsString(hold.place()),
            hold.quantity(),
            hold.day(),
            clock.instant().plus(lasts).atOffset(ZoneOffset.UTC),
            by);
      }
    });
  }

  void release(UUID session, String ledger) {
    database.update(
        "DELETE FROM %s WHERE session = ? AND ledger = ?".formatted(table()), session, ledger);
  }

  /** What other forms hold of one balance. */
  BigDecimal byOthers(
      @Nullable UUID session, String ledger, Map<String, ? extends @Nullable String> place) {
    return Objects.requireNonNull(
        database.queryForObject(
            "SELECT COALESCE(sum(quantity), 0) FROM %s WHERE ledger = ? AND place = ?::jsonb AND until > ? AND session IS DISTINCT FROM ?"
                .formatted(table()),
            BigDecimal.class,
            ledger,
            json.writeValueAsString(place),
            now(),
            session));
  }

  private java.time.OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private String table() {
    return workspace.table("ledger_hold");
  }
}
