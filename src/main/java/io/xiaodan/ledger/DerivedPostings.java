package io.xiaodan.ledger;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.platform.SqlFragment;
import io.xiaodan.platform.Workspace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the balances of one ledger post to another, derived again from what they are now. */
@Component
class DerivedPostings {

  private static final int BATCH = 500;

  private final JdbcTemplate database;
  private final TransactionTemplate transactions;
  private final Workspace workspace;
  private final RecordPostings postings;
  private final JsonMapper json;

  DerivedPostings(
      JdbcTemplate database,
      TransactionTemplate transactions,
      Workspace workspace,
      RecordPostings postings,
      JsonMapper json) {
    this.database = database;
    this.transactions = transactions;
    this.workspace = workspace;
    this.postings = postings;
    this.json = json;
  }

  /** What one combination of balances posts. */
  record Part(String ledger, List<String> origins, List<Map<String, @Nullable Object>> entries) {}

  /** Puts right what comes to a ledger from others, and what goes from it to others. */
  void rebuild(Blueprint blueprint, Ledger ledger) {
    for (Ledger other : blueprint.all(Ledger.TYPE).values()) {
      if (!ledger.from(other.key()).isEmpty()) {
        derive(other, ledger);
      }
      if (!other.from(ledger.key()).isEmpty()) {
        derive(ledger, other);
      }
    }
    removeStrangers(ledger);
  }

  private void derive(Ledger source, Ledger target) {
    Set<String> origins = new HashSet<>();
    eachBatch(
        source,
        keys ->
            transactions.executeWithoutResult(_ -> {
              hold(source, keys);
              LedgerPost post = postings.empty();
              for (Part part : derived(source, keys)) {
                if (part.ledger().equals(target.key())) {
                  post.putDerived(target.key(), part.origins(), part.entries());
                  origins.addAll(part.origins());
                }
              }
              write(post);
            }));
    for (Posting.OfLedger posting : target.from(source.key())) {
      remove(
          target,
          present(target, source.key() + "/" + posting.key() + "/").stream()
              .filter(origin -> !origins.contains(origin) && !isPresent(source, posting, origin))
              .toList());
    }
  }

  /** Whether balances came to be meanwhile that this origin is derived from. */
  private boolean isPresent(Ledger source, Posting.OfLedger posting, String origin) {
    String values = origin.substring((source.key() + "/" + posting.key() + "/").length());
    String text =
        source.dimensions().keySet().stream()
            .map(key -> "COALESCE(" + Workspace.quote(key) + "::text, '')")
            .collect(java.util.stream.Collectors.joining(" || '/' || "));
    return Boolean.TRUE.equals(
        database.queryForObject(
            "SELECT EXISTS (SELECT FROM %s WHERE %s = ?)"
                .formatted(workspace.table(source.table()), text),
            Boolean.class,
            values));
  }

  /** Calls with some combinations of dimensions at a time, as JSON. */
  void eachBatch(Ledger source, Consumer<String> work) {
    LedgerSql sql = new LedgerSql(source, workspace);
    List<String> keys =
        database.query(
            "SELECT to_jsonb(k)::text FROM (SELECT %1$s FROM %2$s ORDER BY %1$s) k"
                .formatted(sql.dimensions(), sql.balances()),
            (row, number) -> Objects.requireNonNull(row.getString(1)));
    for (int from = 0; from < keys.size(); from += BATCH) {
      work.accept(
          "[" + String.join(",", keys.subList(from, Math.min(keys.size(), from + BATCH))) + "]");
    }
  }

  private void hold(Ledger source, String keys) {
    LedgerSql sql = new LedgerSql(source, workspace);
    database.query(
        "SELECT 1 FROM %s b JOIN jsonb_to_recordset(?::jsonb) AS k(%s) ON %s ORDER BY %s FOR NO KEY UPDATE OF b"
            .formatted(
                sql.balances(), sql.dimensionTypes(), sql.same("b", "k"), sql.dimensions("b.")),
        row -> {},
        keys);
  }

  /** What balances post to other ledgers, computed from what they are now. */
  List<Part> derived(Ledger source, String keys) {
    String text =
        database.queryForObject(
            "SELECT %s(?::jsonb)::text".formatted(workspace.table(source.deriveFunction())),
            String.class,
            keys);
    List<Part> parts = new ArrayList<>();
    for (JsonNode part : json.readTree(text)) {
      List<Map<String, @Nullable Object>> entries = new ArrayList<>();
      for (JsonNode entry : part.path("entries")) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        entry
            .propertyStream()
            .forEach(each ->
                values.put(
                    each.getKey(), each.getValue().isNull() ? null : each.getValue().asString()));
        entries.add(values);
      }
      parts.add(
          new Part(
              part.path("ledger").asString(),
              part.path("origins").valueStream().map(JsonNode::asString).toList(),
              entries));
    }
    return parts;
  }

  private List<String> present(Ledger target, String beginning) {
    return database.query(
        "SELECT DISTINCT _origin FROM %s WHERE _form IS NULL AND starts_with(_origin, ?)"
            .formatted(workspace.table(target.entryTable())),
        (row, number) -> Objects.requireNonNull(row.getString(1)),
        beginning);
  }

  /** Takes away what came from postings that are no longer there. */
  private void removeStrangers(Ledger ledger) {
    List<String> beginnings = new ArrayList<>();
    for (Posting posting : ledger.postings()) {
      if (posting instanceof Posting.OfLedger from) {
        beginnings.add(from.ledger() + "/" + from.key() + "/");
      }
    }
    remove(
        ledger,
        present(ledger, "").stream()
            .filter(origin -> beginnings.stream().noneMatch(origin::startsWith))
            .toList());
  }

  private void remove(Ledger ledger, List<String> origins) {
    if (!origins.isEmpty()) {
      transactions.executeWithoutResult(_ -> {
        LedgerPost post = postings.empty();
        post.putDerived(ledger.key(), origins, List.of());
        write(post);
      });
    }
  }

  private void write(LedgerPost post) {
    if (!post.isEmpty()) {
      SqlFragment call = post.call();
      database.query("SELECT " + call.sql(), row -> {}, call.binds().toArray());
    }
  }
}
