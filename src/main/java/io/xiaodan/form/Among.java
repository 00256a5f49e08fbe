package io.xiaodan.form;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.type.ReferenceType;
import java.util.Optional;
import java.util.Set;

/**
 * Which records a reference may be chosen from, depending on the record it stands in: those for
 * which the formula holds. It sees the fields around the reference, and the record that is to be
 * chosen as {@code item}.
 *
 * @param formula gives yes or no, on the server, in SQL and in the browser
 * @param schema what it sees
 */
public record Among(Formula formula, Schema schema) {

  /** The name of the record that is to be chosen. */
  public static final String ITEM = "item";

  /** What is not remembered of records that others refer to. */
  private static final Set<String> FORGOTTEN =
      Set.of("created_at", "updated_at", "updated_by", "flow_state");

  /** What the formula of a reference sees. */
  static Schema schema(Schema around, ReferenceType reference) {
    Schema item =
        name -> FORGOTTEN.contains(name) ? Optional.empty() : reference.schema().typeOf(name);
    ValueType record = new ValueType.RecordOf(reference.form(), item);
    return name -> name.equals(ITEM) ? Optional.of(record) : around.typeOf(name);
  }

  /** Whether a path goes through line items, of whichever record. */
  static boolean goesThroughLines(Schema schema, Path path) {
    Schema at = schema;
    for (String name : path.names()) {
      ValueType type = at.typeOf(name).orElse(null);
      if (type instanceof ValueType.ListOf(ValueType.RecordOf _)) {
        return true;
      }
      if (!(type instanceof ValueType.RecordOf record)) {
        return false;
      }
      at = record.schema();
    }
    return false;
  }
}
