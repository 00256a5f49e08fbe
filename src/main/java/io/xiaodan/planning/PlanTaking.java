package io.xiaodan.planning;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Values;
import io.xiaodan.form.FormField;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.planning.engine.Component;
import io.xiaodan.planning.engine.Material;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.record.Write;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes purchases and work orders of suggestions, through the record door and in the person's name.
 * The rows of the plan are locked and marked in the same transaction, so that each becomes one
 * record only, however often and by how many it is asked for.
 */
@org.springframework.stereotype.Component
class PlanTaking {

  private static final int MOST = 500;
  private static final Values NOTHING = name -> null;

  private final JdbcTemplate database;
  private final TransactionTemplate transactions;
  private final Workspace workspace;
  private final Records records;
  private final Clock clock;
  private final JsonMapper json;

  PlanTaking(
      JdbcTemplate database,
      TransactionTemplate transactions,
      Workspace workspace,
      Records records,
      Clock clock,
      JsonMapper json) {
    this.database = database;
    this.transactions = transactions;
    this.workspace = workspace;
    this.records = records;
    this.clock = clock;
    this.json = json;
  }

  /** A suggestion as it is taken. */
  private record Row(
      int number,
      UUID material,
      boolean made,
      @Nullable UUID supplier,
      BigDecimal quantity,
      BigDecimal wanted,
      BigDecimal minimum,
      BigDecimal multiple,
      LocalDate begins,
      LocalDate arrives,
      @Nullable String form,
      @Nullable UUID record) {}

  /** What becomes one line, or one work order. */
  private record Lot(
      UUID material, BigDecimal quantity, LocalDate begins, LocalDate arrives, List<Row> rows) {}

  Plans.Made take(PlanningDesk.Open open, Plans.Wish wish) {
    if (wish.suggestions().isEmpty() || wish.suggestions().size() > MOST) {
      throw Problem.invalid(
              List.of(Violation.at("suggestions", Message.of("planning.choose", "most", MOST))))
          .exception();
    }
    return Objects.requireNonNull(
        transactions.execute(_ -> {
          claim(open, wish.run());
          List<Row> rows = rows(wish);
          List<Row> fresh = rows.stream().filter(each -> each.record() == null).toList();
          List<Plans.Written> created = new ArrayList<>();
          buy(open, fresh.stream().filter(each -> !each.made()).toList(), wish, created);
          make(open, fresh.stream().filter(Row::made).toList(), wish, created);
          return new Plans.Made(created, already(open, rows));
        }));
  }

  /** Nobody else takes from the plan meanwhile, and no newer one takes its place. */
  private void claim(PlanningDesk.Open open, UUID run) {
    int current =
        database.update(
            "UPDATE %s SET takes = takes + 1 WHERE planning = ? AND current = ?"
                .formatted(workspace.table("plan_head")),
            open.of().key(),
            run);
    if (current == 0) {
      throw Problem.of(ProblemKind.CONFLICT, "planning.outdated").exception();
    }
  }

  private List<Row> rows(Plans.Wish wish) {
    List<Row> rows =
        database.query(
            "SELECT s.*, m.supplier, m.minimum, m.multiple FROM %s s JOIN %s m ON m.run = s.run AND m.material = s.material WHERE s.run = ? AND s.number = ANY (?) ORDER BY s.number FOR UPDATE OF s"
                .formatted(workspace.table("plan_suggestion"), workspace.table("plan_material")),
            (row, number) ->
                new Row(
                    row.getInt("number"),
                    Objects.requireNonNull(row.getObject("material", UUID.class)),
                    row.getBoolean("made"),
                    row.getObject("supplier", UUID.class),
                    Objects.requireNonNull(row.getBigDecimal("quantity")),
                    Objects.requireNonNull(row.getBigDecimal("wanted")),
                    Objects.requireNonNull(row.getBigDecimal("minimum")),
                    Objects.requireNonNull(row.getBigDecimal("multiple")),
                    Objects.requireNonNull(row.getObject("begins", LocalDate.class)),
                    Objects.requireNonNull(row.getObject("arrives", LocalDate.class)),
                    row.getString("form"),
                    row.getObject("record", UUID.class)),
            wish.run(),
            wish.suggestions().stream().distinct().toArray(Integer[]::new));
    if (rows.size() != wish.suggestions().stream().distinct().count()) {
      throw Problem.of(ProblemKind.NOT_FOUND, "not_found").exception();
    }
    return rows;
  }

  /** What is for one material together, in lots of all of it; or each by itself. */
  private static List<Lot> lots(List<Row> rows, boolean merge) {
    Map<Object, List<Row>> groups = new LinkedHashMap<>();
    rows.forEach(each ->
        groups
            .computeIfAbsent(merge ? each.material() : each.number(), key -> new ArrayList<>())
            .add(each));
    return groups.values().stream().map(PlanTaking::lot).toList();
  }

  private static Lot lot(List<Row> rows) {
    Row first = rows.getFirst();
    BigDecimal wanted = rows.stream().map(Row::wanted).reduce(BigDecimal.ZERO, BigDecimal::add);
    Material of =
        new Material(
            first.material(),
            first.made(),
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            0,
            first.minimum(),
            first.multiple());
    return new Lot(
        first.material(),
        rows.size() == 1 ? first.quantity() : of.lots(wanted),
        rows.stream().map(Row::begins).min(Comparator.naturalOrder()).orElseThrow(),
        rows.stream().map(Row::arrives).min(Comparator.naturalOrder()).orElseThrow(),
        rows);
  }

  /** One purchase for each supplier. */
  private void buy(
      PlanningDesk.Open open, List<Row> rows, Plans.Wish wish, List<Plans.Written> created) {
    Planning.Buy in = open.of().buy();
    List<Violation> missing =
        rows.stream()
            .filter(each -> each.supplier() == null)
            .map(each ->
                Violation.at(
                    "suggestions", Message.of("planning.no_supplier", "number", each.number())))
            .toList();
    if (!missing.isEmpty()) {
      throw Problem.invalid(missing).exception();
    }
    Map<UUID, List<Row>> suppliers = new TreeMap<>();
    rows.forEach(each ->
        suppliers
            .computeIfAbsent(Objects.requireNonNull(each.supplier()), key -> new ArrayList<>())
            .add(each));
    suppliers.forEach((supplier, of) -> {
      List<Lot> lots = lots(of, wish.merge());
      ObjectNode values = set(in.set(), in.form().fields());
      values.put(in.supplier(), supplier.toString());
      if (in.expected() != null) {
        values.put(
            in.expected(),
            lots.stream()
                .map(Lot::arrives)
                .max(Comparator.naturalOrder())
                .orElseThrow()
                .toString());
      }
      ArrayNode lines = values.putArray(in.lines().key());
      for (Lot lot : lots) {
        ObjectNode line = lines.addObject();
        line.put(in.material(), lot.material().toString());
        line.put(in.quantity(), lot.quantity().toPlainString());
        if (in.date() != null) {
          line.put(in.date(), lot.arrives().toString());
        }
      }
      write(open, in.form().key(), values, of, wish.run(), created);
    });
  }

  private ObjectNode set(
      Map<String, io.xiaodan.expression.Formula> set, Map<String, FormField> fields) {
    ObjectNode values = json.createObjectNode();
    Environment now = Environment.of(clock.instant(), workspace.zone());
    set.forEach((field, formula) -> {
      Object value = formula.evaluate(NOTHING, now);
      FormField of = Objects.requireNonNull(fields.get(field));
      Object fitted = value == null ? null : of.type().fit(value).value();
      if (fitted != null) {
        values.set(field, json.valueToTree(of.type().toJson(fitted)));
      }
    });
    return values;
  }

  private void make(
      PlanningDesk.Open open, List<Row> rows, Plans.Wish wish, List<Plans.Written> created) {
    Planning.Make in = open.of().make();
    if (rows.isEmpty()) {
      return;
    }
    if (in == null) {
      throw Problem.of(ProblemKind.CONFLICT, "planning.nothing_made").exception();
    }
    LocalDate today = clock.instant().atZone(workspace.zone()).toLocalDate();
    BillReader bills =
        new BillReader(
            open.blueprint(),
            workspace,
            database,
            Environment.of(clock.instant(), workspace.zone()),
            today);
    for (Lot lot : lots(rows, wish.merge())) {
      ObjectNode values = set(in.set(), in.form().fields());
      values.put(in.material(), lot.material().toString());
      values.put(in.quantity(), lot.quantity().toPlainString());
      if (in.begin() != null) {
        values.put(in.begin(), lot.begins().toString());
      }
      if (in.date() != null) {
        values.put(in.date(), lot.arrives().toString());
      }
      if (in.lines() != null && open.of().bills() != null) {
        ArrayNode parts = values.putArray(in.lines().key());
        for (Component each : bills.of(open.of().bills(), lot.material())) {
          ObjectNode part = parts.addObject();
          part.put(Objects.requireNonNull(in.part()), each.part().toString());
          part.put(
              Objects.requireNonNull(in.needed()), each.needed(lot.quantity()).toPlainString());
        }
      }
      write(open, in.form().key(), values, lot.rows(), wish.run(), created);
    }
  }

  private void write(
      PlanningDesk.Open open,
      String form,
      ObjectNode values,
      List<Row> of,
      UUID run,
      List<Plans.Written> created) {
    StoredRecord record = records.create(open.caller(), form, Write.of(values));
    database.update(
        "UPDATE %s SET form = ?, record = ?, taken_by = ?, taken_at = ? WHERE run = ? AND number = ANY (?)"
            .formatted(workspace.table("plan_suggestion")),
        form,
        record.id(),
        open.actor().personId(),
        clock.instant().atOffset(ZoneOffset.UTC),
        run,
        of.stream().map(Row::number).toArray(Integer[]::new));
    created.add(new Plans.Written(form, record.id(), records.title(open.caller(), record)));
  }

  private List<Plans.Written> already(PlanningDesk.Open open, List<Row> rows) {
    Map<UUID, String> before = new LinkedHashMap<>();
    rows.forEach(each -> {
      if (each.record() != null && each.form() != null) {
        before.put(each.record(), each.form());
      }
    });
    List<Plans.Written> written = new ArrayList<>();
    before.forEach((id, form) ->
        written.add(
            new Plans.Written(
                form, id, records.title(open.caller(), records.get(open.caller(), form, id)))));
    return written;
  }
}
