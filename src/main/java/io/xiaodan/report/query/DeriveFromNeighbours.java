package io.xiaodan.report.query;

import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.ValueType;
import io.xiaodan.report.question.Derivation;
import io.xiaodan.report.question.Shape;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Numbers the rows among their neighbours by window functions over the rows that have passed the
 * filter. Rows without an order stand last among theirs, so that they do not disturb the others.
 */
final class DeriveFromNeighbours implements Step {

  @Override
  public Query apply(Query query) {
    if (query.question().derivations().isEmpty()) {
      return query;
    }
    SourceRows source = query.source();
    Sql select = new Sql().add("(SELECT " + source.alias() + ".*");
    Set<String> derived = new LinkedHashSet<>();
    for (Derivation derivation : query.question().derivations()) {
      select.add(", ").add(number(query, derivation));
      select.add(" AS " + SourceRows.derived(derivation.key()));
      derived.add(derivation.key());
    }
    select.add(" FROM ").add(source.from()).where(query.conditions()).add(")");
    SourceRows next = source.over(select.done(), derived);
    next.referred().addAll(source.referred());
    return query.reading(next, next);
  }

  private static SqlFragment number(Query query, Derivation derivation) {
    SqlFragment of = query.key(derivation.of(), Shape.of(derivation.of().type()).isId());
    SqlFragment by = query.value(derivation.by());
    SqlFragment window =
        new Sql()
            .add("(PARTITION BY ")
            .add(of)
            .add(" ORDER BY ")
            .add(by)
            .add(" NULLS LAST, " + query.source().alias() + ".id)")
            .done();
    Sql number = new Sql().add("CASE WHEN ").add(of).add(" IS NOT NULL AND ").add(by);
    number.add(" IS NOT NULL THEN ");
    return switch (derivation.kind()) {
      case POSITION -> number.add("(row_number() OVER ").add(window).add(")::numeric END").done();
      case FIRST -> {
        SqlFragment day = day(query, derivation, by);
        yield number.add("min(").add(day).add(") OVER (PARTITION BY ").add(of).add(") END").done();
      }
      case INTERVAL -> {
        SqlFragment day = day(query, derivation, by);
        yield number
            .add("(")
            .add(day)
            .add(" - lag(")
            .add(day)
            .add(") OVER ")
            .add(window)
            .add(")::numeric END")
            .done();
      }
    };
  }

  private static SqlFragment day(Query query, Derivation derivation, SqlFragment by) {
    return derivation.by().type() == ValueType.DATE ? by : Days.of(query.asking(), by);
  }
}
