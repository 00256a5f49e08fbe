package io.xiaodan.report.query;

import io.xiaodan.expression.Path;
import io.xiaodan.expression.SqlFragment;
import java.util.List;

/**
 * Leaves out what is not in one part of the source.
 *
 * @param column the id by which the source is parted
 * @param bounds the first id of every part but the first, in order
 * @param part number of the part, from 0; -1 for rows without the id
 */
record KeepPart(Path column, List<String> bounds, int part) implements Step {

  @Override
  public Query apply(Query query) {
    Query kept = within(query, query.source().bare(column).text());
    return column.names().getFirst().equals("parent")
        ? within(kept, query.source().alias() + "_head.id")
        : kept;
  }

  private Query within(Query query, String id) {
    if (part < 0) {
      return query.withCondition(SqlFragment.of(id + " IS NULL"));
    }
    Query kept = query;
    if (part > 0) {
      kept = kept.withCondition(SqlFragment.of(id + " >= ?::uuid", bounds.get(part - 1)));
    }
    return part < bounds.size()
        ? kept.withCondition(SqlFragment.of(id + " < ?::uuid", bounds.get(part)))
        : kept.withCondition(SqlFragment.of(id + " IS NOT NULL"));
  }
}
