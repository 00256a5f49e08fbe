package io.xiaodan.ledger;

import io.xiaodan.access.Access;
import io.xiaodan.access.FieldAccess;
import io.xiaodan.access.FormAccess;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.LiveField;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.record.Caller;
import io.xiaodan.record.LedgerFigures;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.record.Write;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What fields of a form show of ledgers while somebody types. Whoever sees the field sees its
 * number, of records they may choose; of others there is none.
 */
@Component
public class LedgerFields {

  private final Access access;
  private final BalanceReader balances;
  private final LedgerFigures figures;
  private final Promises promises;
  private final Records records;
  private final JdbcTemplate database;
  private final JsonMapper json;

  LedgerFields(
      Access access,
      BalanceReader balances,
      LedgerFigures figures,
      Promises promises,
      Records records,
      JdbcTemplate database,
      JsonMapper json) {
    this.records = records;
    this.json = json;
    this.access = access;
    this.balances = balances;
    this.figures = figures;
    this.promises = promises;
    this.database = database;
  }

  /**
   * The numbers at several places, in plain digits; null where one is out of reach or not whole.
   *
   * @param field its key, or {@code lines.key}
   * @throws ProblemException not found for a field that is not there or out of reach
   */
  public List<@Nullable String> figures(
      Blueprint blueprint,
      Actor actor,
      String form,
      String field,
      List<Map<String, @Nullable String>> places) {
    if (!(require(blueprint, actor, form, field) instanceof LiveField.Balance balance)) {
      throw none(field);
    }
    Ledger ledger = blueprint.find(Ledger.TYPE, balance.ledger()).orElseThrow();
    Set<String> seen = seen(blueprint, actor, ledger, places);
    List<@Nullable String> shown = new ArrayList<>();
    places.forEach(place -> shown.add(null));
    List<Map<String, @Nullable String>> asked = new ArrayList<>();
    List<Integer> index = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      if (isWhole(balance, places.get(i)) && isSeen(ledger, places.get(i), seen)) {
        asked.add(places.get(i));
        index.add(i);
      }
    }
    List<@Nullable BigDecimal> found = figures.figures(blueprint, balance, asked);
    for (int i = 0; i < found.size(); i++) {
      BigDecimal figure = found.get(i);
      shown.set(index.get(i), figure == null ? null : LimitRefusals.plain(figure));
    }
    return shown;
  }

  /**
   * What can be promised of lines whose goods are within reach.
   *
   * @throws ProblemException not found for a field that is not there or out of reach
   */
  public List<PromiseOffer> offers(
      Blueprint blueprint,
      Actor actor,
      String form,
      String field,
      List<Promises.Line> lines,
      @Nullable String destination,
      @Nullable UUID session) {
    LiveField.Promise promise = promise(blueprint, actor, form, field);
    Ledger ledger = blueprint.find(Ledger.TYPE, promise.ledger()).orElseThrow();
    Set<String> seen =
        seen(blueprint, actor, ledger, lines.stream().map(Promises.Line::place).toList());
    List<Promises.Line> whole =
        lines.stream()
            .filter(line -> isWhole(promise, line.place()) && isSeen(ledger, line.place(), seen))
            .toList();
    return promises.offer(blueprint, actor, promise, whole, destination, session);
  }

  /**
   * Asks for goods to be given up, as a record of the form that the ledger names; what becomes of
   * it is that form's business.
   *
   * @param holder the record that holds them; null where it is out of sight
   * @return the request
   * @throws ProblemException not found where the ledger knows no such requests
   */
  public StoredRecord askToYield(
      Blueprint blueprint,
      Actor actor,
      String form,
      String field,
      Promises.Line line,
      @Nullable UUID holder) {
    LiveField.Promise promise = promise(blueprint, actor, form, field);
    Ledger ledger = blueprint.find(Ledger.TYPE, promise.ledger()).orElseThrow();
    PromiseTerms.Yields yields = ledger.promise().yields();
    if (yields == null || !isWhole(promise, line.place())) {
      throw none(field);
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    yields
        .values()
        .forEach((key, what) ->
            values.put(
                key,
                switch (what) {
                  case "holder" -> holder;
                  case "quantity" -> line.quantity();
                  case "wanted" -> line.wanted() == null ? null : line.wanted().toString();
                  default -> line.place().get(what);
                }));
    JsonNode written = json.valueToTree(values);
    return records.create(new Caller(blueprint, actor), yields.form(), Write.of(written));
  }

  /** Gives back at once what a form held. */
  public void release(Blueprint blueprint, Actor actor, String form, String field, UUID session) {
    promises.release(promise(blueprint, actor, form, field), session);
  }

  private LiveField.Promise promise(Blueprint blueprint, Actor actor, String form, String field) {
    if (require(blueprint, actor, form, field) instanceof LiveField.Promise promise) {
      return promise;
    }
    throw none(field);
  }

  private @Nullable LiveField require(Blueprint blueprint, Actor actor, String form, String field) {
    FormAccess rights = access.require(blueprint, actor, form);
    int dot = field.indexOf('.');
    String top = dot < 0 ? field : field.substring(0, dot);
    if (rights.fieldEver(top) == FieldAccess.HIDDEN) {
      throw none(field);
    }
    if (dot < 0) {
      return rights.form().live().get(field);
    }
    LineItems lines = rights.form().lines().get(top);
    return lines == null ? null : lines.live().get(field.substring(dot + 1));
  }

  private static ProblemException none(String field) {
    return Problem.of(ProblemKind.NOT_FOUND, "record.unknown_field", "field", field).exception();
  }

  private static boolean isWhole(
      LiveField.OfLedger field, Map<String, ? extends @Nullable String> place) {
    return field.at().keySet().stream().allMatch(key -> place.get(key) != null)
        && place.size() == field.at().size();
  }

  private static boolean isSeen(
      Ledger ledger, Map<String, ? extends @Nullable String> place, Set<String> seen) {
    return place.entrySet().stream()
        .allMatch(each -> {
          Dimension dimension = ledger.dimensions().get(each.getKey());
          return dimension != null
              && (dimension.form() == null || seen.contains(String.valueOf(each.getValue())));
        });
  }

  /** The records among these places that somebody may see. */
  private Set<String> seen(
      Blueprint blueprint,
      Actor actor,
      Ledger ledger,
      List<? extends Map<String, ? extends @Nullable String>> places) {
    Set<String> seen = new HashSet<>();
    for (Dimension dimension : ledger.dimensions().values()) {
      if (dimension.form() == null) {
        continue;
      }
      List<String> ids =
          places.stream()
              .<@Nullable String>map(place -> place.get(dimension.key()))
              .filter(java.util.Objects::nonNull)
              .distinct()
              .toList();
      SqlFragment rows = balances.rows(blueprint, actor, dimension.form());
      if (rows == null) {
        seen.addAll(ids);
      } else if (!ids.isEmpty()) {
        List<@Nullable Object> binds = new ArrayList<>(rows.binds());
        binds.add(ids.toArray(String[]::new));
        seen.addAll(
            database.queryForList(
                "SELECT s.id::text FROM (%s) s(id) WHERE s.id::text = ANY (?)"
                    .formatted(rows.text()),
                String.class,
                binds.toArray()));
      }
    }
    return seen;
  }
}
