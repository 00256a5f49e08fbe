package io.xiaodan.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Actor;
import io.xiaodan.platform.Workspace;
import io.xiaodan.support.ServerTest;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A year of a real wholesaler: what questions answer is what plain SQL says of the file itself, to
 * the cent. The file is the one {@code XIAODAN_REAL_ORDERS} names, or lies beside the checkout;
 * without it the test is skipped.
 */
@ServerTest
class RealOrderQuestionTests {

  private static final String BESIDE = "../shared/data/online-retail.csv.gz";
  private static final String FORMS =
      """
      [
      {"kind": "form", "key": "real_buyers", "label": "买家", "title": "number", "fields": [
        {"key": "number", "type": "text", "label": "编号"}]},
      {"kind": "form", "key": "real_orders", "label": "发票", "title": "number", "fields": [
        {"key": "number", "type": "text", "label": "编号"},
        {"key": "buyer", "type": "reference", "form": "real_buyers", "label": "买家"},
        {"key": "day", "type": "date", "label": "日期"},
        {"key": "country", "type": "text", "label": "国家"},
        {"key": "cancelled", "type": "switch", "label": "取消"},
        {"key": "lines", "type": "lines", "label": "明细", "maximum": 2000, "fields": [
          {"key": "stock", "type": "text", "label": "货号"},
          {"key": "quantity", "type": "number", "scale": 0, "label": "数量"},
          {"key": "price", "type": "money", "scale": 3, "label": "单价"}]}]}
      ]
      """;

  @Autowired private Blueprints blueprints;
  @Autowired private JdbcTemplate database;
  @Autowired private Workspace workspace;
  @Autowired private JsonMapper json;
  @Autowired private Questions questions;

  private String raw = "";
  private String orders = "";
  private String lines = "";
  private String buyers = "";

  @AfterEach
  void clear() {
    if (!raw.isEmpty()) {
      database.execute("DROP TABLE " + raw);
      database.execute("TRUNCATE " + lines + ", " + orders + ", " + buyers);
    }
  }

  private void load(Path file) {
    SequencedMap<ArtifactId, JsonNode> documents = new LinkedHashMap<>();
    json.readTree(FORMS)
        .forEach(document ->
            documents.put(new ArtifactId("form", document.path("key").asString()), document));
    if (blueprints.current().find(Form.TYPE, "real_orders").isEmpty()) {
      assertThat(blueprints.publish(documents, Actor.SYSTEM).isAllowed()).isTrue();
    }
    raw = workspace.table("raw_retail");
    orders = workspace.table("f_real_orders");
    lines = workspace.table("f_real_orders__lines");
    buyers = workspace.table("f_real_buyers");
    database.execute(
        "CREATE TABLE "
            + raw
            + " (invoice text, stock text, description text, quantity numeric, at timestamp, price numeric, buyer text, country text)");
    database.execute(
        (ConnectionCallback<Long>)
            connection -> {
              try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + raw + " FROM STDIN (FORMAT csv, HEADER)", in);
              } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    String made = "1, now(), '%s', now(), '%s'".formatted(new UUID(0, 0), new UUID(0, 0));
    String system = "rev, created_at, created_by, updated_at, updated_by";
    database.update(
        "INSERT INTO %s (id, %s, number) SELECT md5('b' || buyer)::uuid, %s, buyer FROM (SELECT DISTINCT buyer FROM %s WHERE buyer IS NOT NULL) x"
            .formatted(buyers, system, made, raw));
    database.update(
        "INSERT INTO %s (id, %s, number, buyer, day, country, cancelled) SELECT md5('o' || invoice)::uuid, %s, invoice, md5('b' || min(buyer))::uuid, min(at)::date, min(country), invoice LIKE 'C%%' FROM %s GROUP BY invoice"
            .formatted(orders, system, made, raw));
    database.update(
        "INSERT INTO %s (id, parent, position, stock, quantity, price) SELECT gen_random_uuid(), md5('o' || invoice)::uuid, row_number() OVER (PARTITION BY invoice), stock, quantity, price FROM %s"
            .formatted(lines, raw));
    database.execute("ANALYZE " + orders);
    database.execute("ANALYZE " + lines);
  }

  /** Rows as plain texts, numbers rounded to eight places. */
  private List<String> asked(String question) {
    Inquiry inquiry =
        new Inquiry(json.readTree(question), null, null, null, null, null, null, null);
    Answer answer =
        questions.answer(
            blueprints.current(), Actor.system(io.xiaodan.identity.Origin.USER), inquiry);
    assertThat(answer.limited()).isFalse();
    return answer.rows().stream().map(RealOrderQuestionTests::plain).toList();
  }

  private List<String> said(String sql) {
    return database.query(
        sql.replace("RAW", raw),
        (row, number) -> {
          List<@Nullable Object> values = new ArrayList<>();
          for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            values.add(row.getObject(i));
          }
          return plain(values);
        });
  }

  private static String plain(List<@Nullable Object> row) {
    List<String> texts = new ArrayList<>();
    for (Object cell : row) {
      String text = String.valueOf(cell);
      boolean number = text.matches("-?\\d+(\\.\\d+)?");
      texts.add(
          number
              ? new BigDecimal(text)
                  .setScale(8, java.math.RoundingMode.HALF_UP)
                  .stripTrailingZeros()
                  .toPlainString()
              : text);
    }
    return String.join(" | ", texts);
  }

  private static final String VALID =
      "WITH o AS (SELECT invoice, min(buyer) AS buyer, min(at)::date AS day FROM RAW WHERE invoice NOT LIKE 'C%' GROUP BY invoice), "
          + "c AS (SELECT * FROM o WHERE buyer IS NOT NULL), "
          + "g AS (SELECT buyer, day - lag(day) OVER (PARTITION BY buyer ORDER BY day, md5('o' || invoice)::uuid) AS gap FROM c) ";

  @Test
  void questionsSayWhatPlainSqlSaysOfTheFile() {
    String named = System.getenv("XIAODAN_REAL_ORDERS");
    Path file = Path.of(named == null ? BESIDE : named);
    assumeTrue(Files.exists(file), "no real orders at " + file);
    load(file);
    assertThat(
            asked(
                """
                {"source": "real_orders.lines", "dimensions": [{"key": "c", "formula": "parent.country"}],
                 "measures": [{"key": "s", "aggregate": "sum", "formula": "quantity * price"}], "sort": [{"key": "s", "direction": "desc"}]}
                """))
        .as("sales by country")
        .hasSize(38)
        .isEqualTo(said("SELECT country, sum(quantity * price) FROM RAW GROUP BY 1 ORDER BY 2 DESC"));
    assertThat(
            asked(
                """
                {"source": "real_orders", "filter": "NOT(cancelled)", "dimensions": [{"key": "m", "formula": "day", "bucket": "month"}],
                 "measures": [{"key": "n", "aggregate": "count"}], "windows": [{"key": "r", "type": "running", "of": "n"}]}
                """))
        .as("orders per month")
        .isEqualTo(
            said(
                VALID
                    + "SELECT date_trunc('month', day)::date, count(*), sum(count(*)) OVER (ORDER BY date_trunc('month', day)) FROM o GROUP BY 1, date_trunc('month', day) ORDER BY 1"));
    assertThat(
            asked(
                """
                {"source": "real_orders", "filter": "NOT(cancelled)", "derive": [{"key": "nth", "type": "position", "of": "buyer", "by": "day"}],
                 "dimensions": [{"key": "k", "formula": "IF(nth = 1, \\"new\\", IF(ISEMPTY(nth), \\"none\\", \\"old\\"))"}], "measures": [{"key": "n", "aggregate": "count"}]}
                """))
        .as("new and returning customers")
        .isEqualTo(
            said(
                VALID
                    + "SELECT 'new', count(DISTINCT buyer) FROM c UNION ALL SELECT 'none', count(*) FROM o WHERE buyer IS NULL UNION ALL SELECT 'old', count(*) - count(DISTINCT buyer) FROM c"));
    assertThat(
            asked(
                """
                {"source": "real_orders", "filter": "NOT(cancelled)", "dimensions": [{"key": "b", "formula": "buyer"}],
                 "measures": [{"key": "n", "aggregate": "count"}, {"key": "f", "aggregate": "minimum", "formula": "day"}, {"key": "l", "aggregate": "maximum", "formula": "day"}],
                 "then": {"filter": "n >= 2 and NOT(ISEMPTY(b))", "measures": [{"key": "d", "aggregate": "average", "formula": "(l - f) / (n - 1)"}]}}
                """))
        .as("repurchase cycle (a)")
        .isEqualTo(
            said(
                VALID
                    + "SELECT avg(x) FROM (SELECT (max(day) - min(day))::numeric / (count(*) - 1) AS x FROM c GROUP BY buyer HAVING count(*) >= 2) a"));
    assertThat(
            asked(
                """
                {"source": "real_orders", "filter": "NOT(cancelled)", "derive": [{"key": "gap", "type": "interval", "of": "buyer", "by": "day"}],
                 "measures": [{"key": "b", "aggregate": "average", "formula": "gap"}, {"key": "c", "aggregate": "median", "formula": "gap"}, {"key": "p", "aggregate": "percentile", "formula": "gap", "at": "0.9"}]}
                """))
        .as("repurchase cycle (b), (c) and its 90th percentile")
        .isEqualTo(
            said(
                VALID
                    + "SELECT avg(gap), percentile_cont(0.5) WITHIN GROUP (ORDER BY gap)::numeric, percentile_cont(0.9) WITHIN GROUP (ORDER BY gap)::numeric FROM g"));
    assertThat(
            asked(
                """
                {"source": "real_orders.lines", "filter": "NOT(parent.cancelled)", "dimensions": [{"key": "p", "formula": "stock", "top": {"count": 10, "by": "s"}}],
                 "measures": [{"key": "s", "aggregate": "sum", "formula": "quantity * price"}], "sort": [{"key": "s", "direction": "desc"}]}
                """)
                .subList(0, 10))
        .as("top 10 products")
        .isEqualTo(
            said(
                "SELECT stock, sum(quantity * price) FROM RAW WHERE invoice NOT LIKE 'C%' GROUP BY 1 ORDER BY 2 DESC LIMIT 10"));
    cohorts();
  }

  private void cohorts() {
    assertThat(
            asked(
                """
                {"source": "real_orders", "filter": "NOT(cancelled) and NOT(ISEMPTY(buyer))", "derive": [{"key": "first", "type": "first", "of": "buyer", "by": "day"}],
                 "dimensions": [{"key": "c", "formula": "first", "bucket": "month"}, {"key": "m", "formula": "day", "bucket": "month"}],
                 "measures": [{"key": "n", "aggregate": "count_distinct", "formula": "buyer"}]}
                """))
        .as("cohorts")
        .isEqualTo(
            said(
                VALID
                    + ", f AS (SELECT buyer, min(day) AS first FROM c GROUP BY buyer) SELECT date_trunc('month', first)::date, date_trunc('month', day)::date, count(DISTINCT c.buyer) FROM c JOIN f USING (buyer) GROUP BY 1, 2 ORDER BY 1, 2"));
  }
}
