package io.xiaodan.expression.check;

import io.xiaodan.expression.ErrorCode;
import io.xiaodan.expression.FormulaError;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.ValueType.ListOf;
import io.xiaodan.expression.ValueType.RecordOf;
import io.xiaodan.expression.check.Typed.Scope;
import io.xiaodan.expression.syntax.Span;
import io.xiaodan.expression.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Follows a field path through the schema. */
final class FieldPaths {

  private final Schema schema;
  private final Set<Path> dependencies;
  private final List<FormulaError> errors;

  FieldPaths(Schema schema, Set<Path> dependencies, List<FormulaError> errors) {
    this.schema = schema;
    this.dependencies = dependencies;
    this.errors = errors;
  }

  /** The field, or nothing after adding what is wrong. */
  Optional<Typed> resolve(Syntax.Field field) {
    Schema here = schema;
    Path source = null;
    List<String> names = new ArrayList<>();
    ValueType type = ValueType.EMPTY;
    for (int i = 0; i < field.names().size(); i++) {
      Syntax.Name name = field.names().get(i);
      if (i > 0) {
        if (!(type instanceof RecordOf record)) {
          return fail(ErrorCode.NOT_A_RECORD, name.span(), field.names().get(i - 1).text());
        }
        here = record.schema();
      }
      Optional<ValueType> found = here.typeOf(name.text());
      if (found.isEmpty()) {
        return fail(ErrorCode.UNKNOWN_FIELD, name.span(), name.text());
      }
      type = found.get();
      names.add(name.text());
      if (type instanceof ListOf list) {
        if (source != null) {
          return fail(ErrorCode.NESTED_LIST, name.span(), name.text());
        }
        source = new Path(names);
        names.clear();
        type = list.element();
      }
    }
    dependencies.add(new Path(field.names().stream().map(Syntax.Name::text).toList()));
    Span span = field.span();
    Path path = new Path(names);
    return Optional.of(
        source == null
            ? new Typed.Read(Scope.ROOT, path, type, span)
            : new Typed.Each(source, new Typed.Read(Scope.ENTRY, path, type, span), span));
  }

  private Optional<Typed> fail(ErrorCode code, Span span, String name) {
    errors.add(new FormulaError(code, span.from(), span.to(), List.of(name)));
    return Optional.empty();
  }
}
