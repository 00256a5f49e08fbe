package io.xiaodan.record;

import io.xiaodan.expression.Path;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.SqlNames;
import io.xiaodan.expression.SqlRows;
import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Among;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records that are to be chosen from as {@code item}; what stands around the reference is
 * known already and becomes part of the question.
 *
 * @param item the columns of the records
 * @param around the values around the reference
 * @param schema what the formula sees
 */
record CandidateNames(SqlNames item, Values around, Schema schema) implements SqlNames {

  @Override
  public SqlFragment column(Path path) {
    if (isOfItem(path)) {
      return item.column(rest(path));
    }
    Object value = value(path);
    return SqlFragment.of(
        "?::" + columnType(path),
        value instanceof Instant moment ? moment.atOffset(ZoneOffset.UTC) : value);
  }

  @Override
  public Optional<SqlFragment> identifier(Path path) {
    if (isOfItem(path)) {
      return item.identifier(rest(path));
    }
    boolean isId = type(path) instanceof ValueType.RecordOf || path.names().getLast().equals("id");
    return isId ? Optional.of(SqlFragment.of("?::uuid", value(path))) : Optional.empty();
  }

  /** Lists of plain values only: line items do not stand in such formulas. */
  @Override
  public SqlRows rows(Path path) {
    if (isOfItem(path)) {
      return item.rows(rest(path));
    }
    String[] texts =
        value(path) instanceof List<?> list
            ? list.stream().map(Object::toString).toArray(String[]::new)
            : new String[0];
    return new SqlRows(
        SqlFragment.of("unnest(?::text[]) AS around(value)", (Object) texts), new Entries());
  }

  private static boolean isOfItem(Path path) {
    return path.names().getFirst().equals(Among.ITEM);
  }

  private static Path rest(Path path) {
    List<String> names = path.names();
    return names.size() == 1 ? Path.of("id") : new Path(names.subList(1, names.size()));
  }

  /** The value as SQL takes it; a record is its id. */
  private @Nullable Object value(Path path) {
    Object at = around;
    for (String name : path.names()) {
      at = at instanceof Values values ? values.get(name) : null;
    }
    return at instanceof Values record ? record.get("id") : at;
  }

  private @Nullable ValueType type(Path path) {
    Schema at = schema;
    ValueType type = null;
    for (String name : path.names()) {
      type = at.typeOf(name).orElse(null);
      at = type instanceof ValueType.RecordOf record ? record.schema() : _ -> Optional.empty();
    }
    return type;
  }

  private String columnType(Path path) {
    ValueType type = type(path);
    if (type == ValueType.NUMBER) {
      return "numeric";
    }
    if (type == ValueType.BOOLEAN) {
      return "boolean";
    }
    if (type == ValueType.DATE) {
      return "date";
    }
    return type == ValueType.DATETIME ? "timestamptz" : "text";
  }

  /** The entries of a list of plain values. */
  private record Entries() implements SqlNames {

    @Override
    public SqlFragment column(Path path) {
      return SqlFragment.of("around.value");
    }

    @Override
    public SqlRows rows(Path path) {
      throw new IllegalArgumentException("no list " + path + " in a value");
    }
  }
}
