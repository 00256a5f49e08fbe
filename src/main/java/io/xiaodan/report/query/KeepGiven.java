package io.xiaodan.report.query;

import io.xiaodan.expression.SqlFragment;
import io.xiaodan.filter.RowCondition;
import io.xiaodan.form.Form;
import io.xiaodan.form.LineItems;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Leaves out what does not pass the filters and clicks that came with the asking. It stands after
 * the numbers of neighbours, so that the first order of a customer stays the first one when a board
 * shows only this month.
 */
final class KeepGiven implements Step {

  @Override
  public Query apply(Query query) {
    Query kept = query;
    for (RowCondition condition : query.asking().given().narrowing()) {
      kept = kept.withCondition(condition.sql(query.rows(), query.asking().environment()));
    }
    for (Selection selection : query.asking().given().selections()) {
      if (selection.reaches(query.question().source())) {
        kept = kept.withCondition(selected(query, selection));
      }
    }
    return kept;
  }

  private static SqlFragment selected(Query query, Selection selection) {
    boolean ofLines = selection.source().lines() != null;
    boolean toLines = query.question().source().lines() != null;
    if (ofLines == toLines) {
      return Picked.is(query, selection.dimension(), selection.value());
    }
    if (toLines) {
      Query head = query.reading(query.source(), new HeadRows(query.source()));
      return Picked.is(head, selection.dimension(), selection.value());
    }
    return inItsLines(query, selection);
  }

  private static SqlFragment inItsLines(Query query, Selection selection) {
    Form form = query.asking().form(selection.source().form());
    LineItems lines =
        Objects.requireNonNull(
            form.lines().get(Objects.requireNonNull(selection.source().lines())));
    SourceRows rows = new SourceRows(query.asking(), form, lines, "x", null, Set.of());
    SqlFragment condition =
        Picked.is(query.reading(rows, rows), selection.dimension(), selection.value());
    query.source().referred().addAll(rows.referred());
    return new Sql()
        .add(query.source().alias() + ".id IN (SELECT x.parent FROM ")
        .add(rows.from())
        .where(List.of(condition))
        .add(")")
        .done();
  }
}
