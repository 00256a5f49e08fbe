package io.xiaodan.exchange;

import io.xiaodan.expression.FormulaException;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Coerced;
import io.xiaodan.form.FormField;
import io.xiaodan.form.FormulaReader;
import io.xiaodan.form.LineItems;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.record.Write;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Builds what the record door takes from lines of the file, for one form. */
final class RecordBuilder {

  private final ImportTarget target;
  private final LineReader reader;
  private final ZoneId zone;
  private final CellReader cells;

  RecordBuilder(ImportTarget target, LineReader reader, ZoneId zone, CellReader cells) {
    this.target = target;
    this.reader = reader;
    this.zone = zone;
    this.cells = cells;
  }

  /**
   * A record as the door takes it.
   *
   * @param violations cells that could not be read; what they stand for is left out of the values
   */
  record Built(Write write, List<Violation> violations) {}

  ImportTarget target() {
    return target;
  }

  /** Whether a line goes into the form at all. */
  boolean takes(SourceLine line) {
    return target.when() == null
        || target.when().formula().test(reader.values(line), reader.environment());
  }

  /**
   * The key value of a line as text in the field's own writing, or null where it is empty.
   *
   * @throws io.xiaodan.kernel.ProblemException invalid when it does not fit the field
   */
  @Nullable String key(SourceLine line) {
    if (!target.hasKey()) {
      return Long.toString(line.group());
    }
    return guarded(() -> {
      Values values = reader.values(line);
      List<@Nullable String> parts = new ArrayList<>();
      for (FormField field : target.key()) {
        parts.add(part(field, values));
      }
      return RecordKey.join(parts);
    });
  }

  private @Nullable String part(FormField field, Values values) {
    MappedValue mapped = Objects.requireNonNull(target.values().get(field.key()), "checked");
    List<Violation> wrong = new ArrayList<>();
    JsonNode json = json(field, mapped, mapped.value(values, reader.environment()), wrong);
    Coerced coerced = json == null ? Coerced.EMPTY : field.type().coerce(json);
    if (coerced.refusal() != null) {
      wrong.add(Violation.at(field.key(), coerced.refusal()));
    }
    if (!wrong.isEmpty()) {
      throw Problem.invalid(wrong).exception();
    }
    return coerced.value() == null ? null : field.type().toText(coerced.value());
  }

  /** How many values are gathered: one for each field, and the moment. */
  int width() {
    return target.values().size() + 1;
  }

  /** Fills in, of the values gathered so far, those that are still empty and that a line gives. */
  void gather(@Nullable Object[] values, SourceLine line) {
    Values view = reader.values(line);
    int i = 0;
    for (MappedValue mapped : target.values().values()) {
      gather(values, i++, mapped, view);
    }
    if (target.at() != null) {
      gather(values, i, target.at(), view);
    }
  }

  private void gather(@Nullable Object[] values, int i, MappedValue mapped, Values view) {
    if (values[i] == null) {
      values[i] =
          mapped.cell() != null
              ? mapped.value(view, reader.environment())
              : mapped.formulas().getFirst().evaluate(view, reader.environment());
    }
  }

  /**
   * The record as the door takes it.
   *
   * @throws io.xiaodan.kernel.ProblemException invalid when a formula fails
   */
  Built build(Candidate candidate) {
    return guarded(() -> {
      List<Values> lines = new ArrayList<>(candidate.lines().size());
      candidate.lines().forEach(line -> lines.add(reader.values(line)));
      Values head = target.hasLines() ? reader.values(lines) : lines.getFirst();
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      List<Violation> wrong = new ArrayList<>();
      @Nullable Object[] gathered = candidate.values();
      int i = 0;
      for (Map.Entry<String, MappedValue> entry : target.values().entrySet()) {
        Object value = value(entry.getValue(), gathered == null ? null : gathered[i++], head);
        FormField field =
            Objects.requireNonNull(target.form().fields().get(entry.getKey()), "checked");
        JsonNode node = json(field, entry.getValue(), value, wrong);
        if (node != null) {
          json.set(entry.getKey(), node);
        }
      }
      target.lines().forEach((key, columns) -> json.set(key, items(key, columns, lines, wrong)));
      Object at =
          target.at() == null
              ? null
              : value(target.at(), gathered == null ? null : gathered[i], head);
      return new Built(
          Write.of(json).at(at == null ? null : Moments.read(at, zone)), List.copyOf(wrong));
    });
  }

  private @Nullable Object value(MappedValue mapped, @Nullable Object gathered, Values head) {
    return gathered != null ? gathered : mapped.value(head, reader.environment());
  }

  private @Nullable JsonNode json(
      FormField field, MappedValue mapped, @Nullable Object value, List<Violation> wrong) {
    if (value == null || mapped.cell() == null) {
      return mapped.json(value);
    }
    CellReader.Read read = cells.read(field, mapped.cell(), value.toString());
    if (read.refusal() != null) {
      wrong.add(Violation.at(field.key(), read.refusal()));
    }
    return read.json();
  }

  private ArrayNode items(
      String key,
      SequencedMap<String, MappedValue> columns,
      List<Values> lines,
      List<Violation> wrong) {
    LineItems of = Objects.requireNonNull(target.form().lines().get(key), "checked");
    ArrayNode items = JsonNodeFactory.instance.arrayNode(lines.size());
    if (lines.size() == 1 && isBlank(columns, lines.getFirst())) {
      return items;
    }
    for (Values line : lines) {
      List<Violation> ofRow = new ArrayList<>();
      ObjectNode item = JsonNodeFactory.instance.objectNode();
      columns.forEach((name, mapped) -> {
        FormField field = Objects.requireNonNull(of.columns().get(name), "checked");
        JsonNode node = json(field, mapped, mapped.value(line, reader.environment()), ofRow);
        if (node != null) {
          item.set(name, node);
        }
      });
      int row = items.size();
      ofRow.forEach(
          each -> wrong.add(Violation.at(key, row, String.valueOf(each.field()), each.message())));
      items.add(item);
    }
    return items;
  }

  /** Whether a record has one row only because its head needs one. */
  private static boolean isBlank(SequencedMap<String, MappedValue> columns, Values line) {
    return columns.values().stream()
        .allMatch(mapped -> mapped.cell() != null && line.get(mapped.cell().column()) == null);
  }

  private static <T extends @Nullable Object> T guarded(Supplier<T> work) {
    try {
      return work.get();
    } catch (FormulaException e) {
      Message reason = FormulaReader.message(e.errors().getFirst(), "");
      throw Problem.invalid(
              List.of(
                  new Violation(
                      Message.of("exchange.formula", "reason", reason), null, null, null)))
          .exception();
    }
  }
}
