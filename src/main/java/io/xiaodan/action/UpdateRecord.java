package io.xiaodan.action;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.Values;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.record.ChangeKind;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.record.Write;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Changes a record. Its formulas see the record as it stands at that moment as {@code current.};
 * nobody else changes it in between, so sums come out right however many add to them. Writing what
 * is there already is no change.
 */
public final class UpdateRecord implements Action {

  private final RecordFormula record;
  private final FieldFormulas values;

  private UpdateRecord(RecordFormula record, FieldFormulas values) {
    this.record = record;
    this.values = values;
  }

  static @Nullable UpdateRecord read(ActionReader reader, JsonNode step, String place) {
    RecordFormula record =
        reader.record(step.path("record").asString(""), reader.schema(), place + ".record");
    if (record == null) {
      return null;
    }
    Schema schema =
        ActionReader.with(
            reader.schema(),
            "current",
            new ValueType.RecordOf(record.form().key(), record.form().schema()));
    FieldFormulas values =
        FieldFormulas.read(
            reader,
            step.path("values"),
            record.form().fields(),
            record.form().label(),
            schema,
            place + ".values");
    return new UpdateRecord(record, values);
  }

  @Override
  public String name() {
    return "update_record";
  }

  @Override
  public List<Written> written() {
    Map<String, Formula> formulas = values.formulas();
    return List.of(new Written(record.form(), ChangeKind.UPDATED, formulas));
  }

  Outcome carryOut(Stage stage) {
    UUID id = record.id(stage, stage.values());
    if (id == null) {
      return new Outcome.Failed(false, Message.of("action.no_record"));
    }
    String form = record.form().key();
    StoredRecord current = stage.records().lock(stage.caller(), form, id);
    Values now = stage.records().valuesNow(stage.caller(), current);
    Values seen = name -> name.equals("current") ? now : stage.values().get(name);
    List<Violation> violations = new ArrayList<>();
    Map<String, @Nullable Object> wanted = values.evaluate(stage, seen, violations);
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations).exception();
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>(values.toJson(wanted));
    json.keySet().removeIf(key -> same(wanted.get(key), current.values().get(key)));
    if (!json.isEmpty()) {
      stage
          .records()
          .update(
              stage.caller(), form, id, current.rev(), Write.trusted(stage.json(json), Map.of()));
    }
    return new Outcome.Done(Map.of("form", form, "id", id, "changed", List.copyOf(json.keySet())));
  }

  private static boolean same(@Nullable Object wanted, @Nullable Object stored) {
    return wanted instanceof BigDecimal a && stored instanceof BigDecimal b
        ? a.compareTo(b) == 0
        : Objects.equals(wanted, stored);
  }
}
