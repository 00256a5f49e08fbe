package io.xiaodan.record;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.LiveField;
import io.xiaodan.form.type.ReferenceType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Records as formulas see them: references are followed, line items are lists. */
final class RecordValues {

  /** How a reference is followed. */
  interface Follow {
    /** The record's values, or null when there is none. */
    @Nullable Values to(Form target, UUID id);
  }

  private final Blueprint blueprint;
  private final Follow follow;
  private final Supplier<LedgerFigures> figures;

  /** Follows references to heads as they are remembered. */
  RecordValues(Blueprint blueprint, References references) {
    this.blueprint = blueprint;
    this.figures = references::figures;
    this.follow =
        (target, id) -> {
          ReferencedRecord record = references.find(blueprint, target, id);
          return record == null ? null : of(target, record);
        };
  }

  /** Follows references to whole records as they are now, each read once. */
  RecordValues(Blueprint blueprint, RecordReader reader) {
    this.blueprint = blueprint;
    this.figures = reader::figures;
    Map<UUID, Optional<StoredRecord>> read = new HashMap<>();
    this.follow =
        (target, id) -> {
          Optional<StoredRecord> record = read.computeIfAbsent(id, key -> reader.find(target, key));
          return record.map(found -> of(target, found)).orElse(null);
        };
  }

  /** Follows references to heads as they are remembered, where the predicate lets them be seen. */
  RecordValues(
      Blueprint blueprint, References references, BiPredicate<Form, ReferencedRecord> seen) {
    this.blueprint = blueprint;
    this.figures = references::figures;
    this.follow =
        (target, id) -> {
          ReferencedRecord record = references.find(blueprint, target, id);
          return record == null || !seen.test(target, record) ? null : of(target, record);
        };
  }

  /** A draft, reading its values as they are at each moment. */
  Values of(Draft draft, UUID createdBy, Instant createdAt) {
    return name -> {
      List<Draft.Row> rows = draft.lines.get(name);
      if (rows != null) {
        LineItems lines = java.util.Objects.requireNonNull(draft.form.lines().get(name));
        List<Values> list = new ArrayList<>(rows.size());
        for (Draft.Row row : rows) {
          list.add(row(lines, row.id, row.values, null, draft.values));
        }
        return list;
      }
      return switch (name) {
        case "id" -> draft.id.toString();
        case "created_by" -> createdBy.toString();
        case "created_at" -> createdAt;
        case "flow_state" -> draft.flowState;
        default ->
            own(draft.form.live(), draft.form.fields(), draft.values, draft.values::get, name);
      };
    };
  }

  /** A row of line items, with the head as {@code parent} where one is given. */
  Values row(LineItems lines, UUID id, Map<String, Object> values, @Nullable Values parent) {
    return row(lines, id, values, parent, Map.of());
  }

  private Values row(
      LineItems lines,
      UUID id,
      Map<String, Object> values,
      @Nullable Values parent,
      Map<String, Object> head) {
    return name ->
        switch (name) {
          case "id" -> id.toString();
          case "parent" -> parent;
          default ->
              own(
                  lines.live(),
                  lines.columns(),
                  values,
                  key -> parent == null ? head.get(key) : parent.get(key),
                  name);
        };
  }

  /** A stored record. */
  Values of(Form form, StoredRecord record) {
    return name -> {
      LineItems lines = form.lines().get(name);
      if (lines != null) {
        List<Values> list = new ArrayList<>();
        for (StoredLine line : record.lines().getOrDefault(name, List.of())) {
          list.add(row(lines, line.id(), line.values(), null, record.values()));
        }
        return list;
      }
      return switch (name) {
        case "id" -> record.id().toString();
        case "created_by" -> record.createdBy().toString();
        case "created_at" -> record.createdAt();
        case "updated_by" -> record.updatedBy().toString();
        case "updated_at" -> record.updatedAt();
        case "flow_state" -> record.flowState();
        default -> own(form.live(), form.fields(), record.values(), record.values()::get, name);
      };
    };
  }

  /** A record others refer to. */
  Values of(Form form, ReferencedRecord record) {
    return name ->
        switch (name) {
          case "id" -> record.id().toString();
          case "created_by" -> record.createdBy().toString();
          default -> own(form.live(), form.fields(), record.values(), record.values()::get, name);
        };
  }

  private @Nullable Object own(
      Map<String, LiveField> live,
      SequencedMap<String, FormField> fields,
      Map<String, Object> values,
      Values head,
      String name) {
    return live.get(name) instanceof LiveField.Balance balance
        ? figures
            .get()
            .figures(blueprint, balance, List.of(place(balance, values, head)))
            .getFirst()
        : field(fields, values, name);
  }

  /** The dimensions a field asks a ledger at, as text. */
  static Map<String, @Nullable String> place(
      LiveField.OfLedger field, Map<String, Object> values, Values head) {
    Map<String, @Nullable String> place = new LinkedHashMap<>();
    field
        .at()
        .forEach((dimension, path) -> {
          Object value = path.size() == 1 ? values.get(path.getFirst()) : head.get(path.getLast());
          Object plain = value instanceof Values record ? record.get("id") : value;
          place.put(dimension, plain == null ? null : plain.toString());
        });
    return place;
  }

  private @Nullable Object field(
      SequencedMap<String, FormField> fields, Map<String, Object> values, String name) {
    Object value = values.get(name);
    FormField field = value == null ? null : fields.get(name);
    if (value == null || field == null) {
      return value;
    }
    return value instanceof UUID id && field.type() instanceof ReferenceType reference
        ? reference(reference.form(), id)
        : field.type().toFormula(value);
  }

  /** A reference is looked up only when a path goes on through it. */
  Values reference(String form, UUID id) {
    return name -> {
      if (name.equals("id")) {
        return id.toString();
      }
      Form target = blueprint.find(Form.TYPE, form).orElse(null);
      Values record = target == null ? null : follow.to(target, id);
      return record == null ? null : record.get(name);
    };
  }
}
