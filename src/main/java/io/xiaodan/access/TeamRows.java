package io.xiaodan.access;

import io.xiaodan.expression.Path;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.SqlNames;
import io.xiaodan.expression.Values;
import io.xiaodan.identity.Organisation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one person's team, as SQL and in memory. In SQL the people and departments are listed
 * by id: a company has few of them, and an index on the column finds their rows.
 *
 * @param me whose team it is
 */
record TeamRows(Organisation organisation, UUID me, RowScope.Team team) {

  boolean reaches(Values record) {
    return team.people().stream()
            .anyMatch(field ->
                holds(record.get(field), id -> organisation.reachesPerson(me, team.reach(), id)))
        || team.departments().stream()
            .anyMatch(field ->
                holds(
                    record.get(field), id -> organisation.reachesDepartment(me, team.reach(), id)));
  }

  private static boolean holds(@Nullable Object id, Predicate<UUID> test) {
    return id != null && test.test(UUID.fromString(id.toString()));
  }

  SqlFragment sql(SqlNames names) {
    List<SqlFragment> parts = new ArrayList<>();
    if (!team.people().isEmpty()) {
      Collection<UUID> people = organisation.people(me, team.reach());
      team.people().forEach(field -> parts.add(among(names, field, people)));
    }
    if (!team.departments().isEmpty()) {
      Collection<UUID> departments = organisation.departments(me, team.reach());
      team.departments().forEach(field -> parts.add(among(names, field, departments)));
    }
    List<@Nullable Object> binds = new ArrayList<>();
    parts.forEach(part -> binds.addAll(part.binds()));
    return new SqlFragment(
        parts.stream().map(SqlFragment::text).collect(Collectors.joining(" OR ", "(", ")")), binds);
  }

  /** The ids in an order of their own, so that the same people make the same statement. */
  private static SqlFragment among(SqlNames names, String field, Collection<UUID> ids) {
    Path path = Path.of(field);
    SqlFragment id = names.identifier(path).orElse(null);
    SqlFragment read = id == null ? names.column(path) : id;
    List<@Nullable Object> binds = new ArrayList<>(read.binds());
    binds.add(ids.stream().sorted().map(UUID::toString).collect(Collectors.joining(",", "{", "}")));
    return new SqlFragment(
        read.text() + (id == null ? " = ANY (?::text[])" : " = ANY (?::uuid[])"), binds);
  }
}
