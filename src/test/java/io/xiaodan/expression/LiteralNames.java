package io.xiaodan.expression;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * SQL names that stand for the values themselves, so that any values can be tried without tables.
 */
final class LiteralNames implements SqlNames {

  private final @Nullable Object value;
  private final Schema schema;

  LiteralNames(Values values, Schema schema) {
    this.value = values;
    this.schema = schema;
  }

  @Override
  public SqlFragment column(Path path) {
    Object found = value;
    ValueType type = ValueType.EMPTY;
    Schema here = schema;
    for (String name : path.names()) {
      found = found instanceof Values values ? values.get(name) : null;
      type = here.typeOf(name).orElseThrow();
      here = type instanceof ValueType.RecordOf record ? record.schema() : here;
    }
    return literal(found, type);
  }

  static SqlFragment literal(@Nullable Object value, ValueType type) {
    Object plain = value instanceof Values values ? values.get("id") : value;
    String cast =
        switch (type) {
          case ValueType.RecordOf record -> "text";
          case ValueType.ListOf list -> throw new IllegalArgumentException("list");
          case ValueType.Scalar scalar ->
              switch (scalar) {
                case NUMBER -> "numeric";
                case DATETIME -> "timestamptz";
                case BOOLEAN -> "boolean";
                case DATE -> "date";
                case TEXT, EMPTY -> "text";
              };
        };
    return SqlFragment.of("?::" + cast, bind(plain));
  }

  private static @Nullable Object bind(@Nullable Object value) {
    return value instanceof Instant moment ? moment.atOffset(ZoneOffset.UTC) : value;
  }

  @Override
  public SqlRows rows(Path path) {
    Object found = value;
    Schema here = schema;
    ValueType type = ValueType.EMPTY;
    for (String name : path.names()) {
      found = found instanceof Values values ? values.get(name) : null;
      type = here.typeOf(name).orElseThrow();
      here = type instanceof ValueType.RecordOf record ? record.schema() : here;
    }
    ValueType element = ((ValueType.ListOf) type).element();
    return new RowsOfValues(found instanceof List<?> list ? list : List.of(), element).rows();
  }

  /** The entries of a list as one SELECT each, with a column for every path. */
  private record RowsOfValues(List<?> entries, ValueType element) {

    SqlRows rows() {
      List<Path> paths = new ArrayList<>();
      List<ValueType> types = new ArrayList<>();
      collect(Path.SELF, element, paths, types, 0);
      List<SqlFragment> selects = new ArrayList<>();
      List<@Nullable Object> all = new ArrayList<>(entries);
      for (Object entry : all) {
        selects.add(select(entry, paths, types, ""));
      }
      selects.add(select(null, paths, types, " WHERE FALSE"));
      List<@Nullable Object> binds = new ArrayList<>();
      List<String> texts = new ArrayList<>();
      for (SqlFragment select : selects) {
        texts.add(select.text());
        binds.addAll(select.binds());
      }
      var from = SqlFragment.ofList("(" + String.join(" UNION ALL ", texts) + ") AS entry", binds);
      return new SqlRows(
          from,
          new SqlNames() {
            @Override
            public SqlFragment column(Path path) {
              return SqlFragment.of("entry.c" + paths.indexOf(path));
            }

            @Override
            public SqlRows rows(Path path) {
              throw new IllegalArgumentException(path.toString());
            }
          });
    }

    private static SqlFragment select(
        @Nullable Object entry, List<Path> paths, List<ValueType> types, String where) {
      List<String> columns = new ArrayList<>();
      List<@Nullable Object> binds = new ArrayList<>();
      for (int i = 0; i < paths.size(); i++) {
        Object value = entry;
        for (String name : paths.get(i).names()) {
          value = value instanceof Values values ? values.get(name) : null;
        }
        SqlFragment literal = literal(value, types.get(i));
        columns.add(literal.text() + " AS c" + i);
        binds.addAll(literal.binds());
      }
      return SqlFragment.ofList("SELECT " + String.join(", ", columns) + where, binds);
    }

    private static void collect(
        Path path, ValueType type, List<Path> paths, List<ValueType> types, int depth) {
      paths.add(path);
      types.add(type);
      if (!(type instanceof ValueType.RecordOf record) || depth > 1) {
        return;
      }
      for (String name : new TreeSet<>(NAMES)) {
        record
            .schema()
            .typeOf(name)
            .filter(next -> !(next instanceof ValueType.ListOf))
            .ifPresent(next -> collect(path.then(name), next, paths, types, depth + 1));
      }
    }

    private static final Set<String> NAMES =
        Set.of(
            "id",
            "name",
            "category",
            "quantity",
            "price",
            "amount",
            "urgent",
            "due",
            "product",
            "total");
  }
}
