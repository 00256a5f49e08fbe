package io.xiaodan.exchange;

import io.xiaodan.expression.FormulaException;
import io.xiaodan.expression.Values;
import io.xiaodan.form.FormulaReader;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.record.Write;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  RecordBuilder(ImportTarget target, LineReader reader, ZoneId zone) {
    this.target = target;
    this.reader = reader;
    this.zone = zone;
  }

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
    return guarded(() -> {
      JsonNode json = target.keyValue().json(reader.values(line), reader.environment());
      if (json == null) {
        return null;
      }
      var coerced = target.key().type().coerce(json);
      if (coerced.refusal() != null) {
        throw Problem.invalid(List.of(Violation.at(target.key().key(), coerced.refusal())))
            .exception();
      }
      return coerced.value() == null ? null : target.key().type().toText(coerced.value());
    });
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
      values[i] = mapped.formulas().getFirst().evaluate(view, reader.environment());
    }
  }

  /**
   * The record as the door takes it.
   *
   * @throws io.xiaodan.kernel.ProblemException invalid when a formula fails
   */
  Write build(Candidate candidate) {
    return guarded(() -> {
      List<Values> lines = new ArrayList<>(candidate.lines().size());
      candidate.lines().forEach(line -> lines.add(reader.values(line)));
      Values head = target.hasLines() ? reader.values(lines) : lines.getFirst();
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      @Nullable Object[] gathered = candidate.values();
      int i = 0;
      for (Map.Entry<String, MappedValue> entry : target.values().entrySet()) {
        put(
            json,
            entry.getKey(),
            value(entry.getValue(), gathered == null ? null : gathered[i++], head),
            entry.getValue());
      }
      target.lines().forEach((key, columns) -> json.set(key, items(columns, lines)));
      Object at =
          target.at() == null
              ? null
              : value(target.at(), gathered == null ? null : gathered[i], head);
      return Write.of(json).at(at == null ? null : Moments.read(at, zone));
    });
  }

  private @Nullable Object value(MappedValue mapped, @Nullable Object gathered, Values head) {
    return gathered != null ? gathered : mapped.value(head, reader.environment());
  }

  private static void put(ObjectNode json, String key, @Nullable Object value, MappedValue mapped) {
    JsonNode node = mapped.json(value);
    if (node != null) {
      json.set(key, node);
    }
  }

  private ArrayNode items(SequencedMap<String, MappedValue> columns, List<Values> lines) {
    ArrayNode items = JsonNodeFactory.instance.arrayNode(lines.size());
    for (Values line : lines) {
      ObjectNode item = items.addObject();
      columns.forEach(
          (key, mapped) -> put(item, key, mapped.value(line, reader.environment()), mapped));
    }
    return items;
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
