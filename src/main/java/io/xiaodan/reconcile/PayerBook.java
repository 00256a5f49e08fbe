package io.xiaodan.reconcile;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.form.LineItems;
import io.xiaodan.platform.Workspace;
import io.xiaodan.reconcile.match.Payer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The names and accounts customers pay under, their own and those that were learnt. */
@Component
class PayerBook {

  private final JdbcTemplate database;
  private final Workspace workspace;

  PayerBook(JdbcTemplate database, Workspace workspace) {
    this.database = database;
    this.workspace = workspace;
  }

  private record Also(List<String> names, List<String> accounts) {}

  List<Payer> all(Receivables of) {
    Map<String, Also> also = new LinkedHashMap<>();
    LineItems lines =
        of.customers().payers() == null
            ? null
            : of.customers().form().lines().get(of.customers().payers());
    if (lines != null) {
      database.query(
          "SELECT l.parent::text AS customer, "
              + column(of.customers().name())
              + " AS name, "
              + column(of.customers().account())
              + " AS account FROM "
              + workspace.table(lines.table())
              + " l",
          row -> {
            Also one =
                also.computeIfAbsent(
                    Objects.requireNonNull(row.getString("customer")),
                    _ -> new Also(new ArrayList<>(), new ArrayList<>()));
            add(one.names(), row.getString("name"));
            add(one.accounts(), row.getString("account"));
          });
    }
    Also none = new Also(List.of(), List.of());
    return database.query(
        "SELECT id::text AS id, "
            + quote(of.customers().form().title())
            + "::text AS name FROM "
            + workspace.table(of.customers().form().table())
            + " WHERE deleted_at IS NULL",
        (row, number) -> {
          String id = Objects.requireNonNull(row.getString("id"));
          String name = row.getString("name");
          Also one = also.getOrDefault(id, none);
          return new Payer(id, name == null ? "" : name, one.names(), one.accounts());
        });
  }

  private static String column(@Nullable String key) {
    return key == null ? "NULL::text" : "l." + quote(key);
  }

  private static void add(List<String> to, @Nullable String text) {
    if (text != null && !text.isBlank()) {
      to.add(text);
    }
  }
}
