package io.xiaodan.web.record;

import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.record.Group;
import io.xiaodan.record.ListQuery;
import io.xiaodan.record.Total;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a question about many records says in its body; each question reads the parts it knows.
 *
 * @param filter a formula, or a tree of conditions
 */
record ListBody(
    @Nullable JsonNode filter,
    @Nullable String sort,
    @Nullable String search,
    @Nullable Boolean deleted,
    @Nullable Integer limit,
    @Nullable String after,
    @Nullable List<GroupBody> groups,
    @Nullable List<TotalBody> totals) {

  /** One field to group by. */
  record GroupBody(@Nullable String field, @Nullable String bucket, @Nullable Boolean descending) {}

  /** One number to work out. */
  record TotalBody(@Nullable String field, @Nullable String function) {}

  ListQuery query(int limitWithout) {
    return new ListQuery(
        filterText(filter),
        sort,
        search,
        Boolean.TRUE.equals(deleted),
        limit == null ? limitWithout : limit,
        after);
  }

  /** A filter as the reading of records takes it: the text of a formula or of a tree. */
  static @Nullable String filterText(@Nullable JsonNode filter) {
    if (filter == null || filter.isNull() || filter.isMissingNode()) {
      return null;
    }
    return filter.isString() ? filter.asString() : filter.toString();
  }

  List<Group> readGroups() {
    return groups == null
        ? List.of()
        : groups.stream().filter(Objects::nonNull).map(ListBody::group).toList();
  }

  private static Group group(GroupBody body) {
    String field = body.field() == null ? "" : body.field();
    Group.Bucket bucket = body.bucket() == null ? null : Group.Bucket.of(body.bucket());
    if (body.bucket() != null && bucket == null) {
      throw Problem.of(ProblemKind.MALFORMED, "record.group", "field", field).exception();
    }
    return new Group(field, bucket, Boolean.TRUE.equals(body.descending()));
  }

  List<Total> readTotals() {
    return totals == null
        ? List.of()
        : totals.stream().filter(Objects::nonNull).map(ListBody::total).toList();
  }

  private static Total total(TotalBody body) {
    return new Total(
        body.field() == null ? "" : body.field(),
        Total.Function.of(body.function() == null ? "" : body.function()));
  }
}
