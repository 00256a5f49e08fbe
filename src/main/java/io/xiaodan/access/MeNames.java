package io.xiaodan.access;

import io.xiaodan.expression.Path;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.SqlNames;
import io.xiaodan.expression.SqlRows;
import io.xiaodan.identity.Actor;
import java.util.Optional;

/** Reads a form's fields, and the person as {@code me}, in SQL. */
record MeNames(SqlNames form, Actor actor) implements SqlNames {

  @Override
  public SqlFragment column(Path path) {
    if (!path.names().getFirst().equals(MeSchema.ME)) {
      return form.column(path);
    }
    boolean name = path.names().getLast().equals("name");
    return SqlFragment.of("?::text", name ? actor.name() : actor.personId().toString());
  }

  @Override
  public Optional<SqlFragment> identifier(Path path) {
    if (!path.names().getFirst().equals(MeSchema.ME)) {
      return form.identifier(path);
    }
    return path.names().getLast().equals("name")
        ? Optional.empty()
        : Optional.of(SqlFragment.of("?::uuid", actor.personId().toString()));
  }

  @Override
  public SqlRows rows(Path path) {
    return form.rows(path);
  }
}
