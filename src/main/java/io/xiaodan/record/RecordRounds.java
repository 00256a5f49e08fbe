package io.xiaodan.record;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.FormulaException;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormNames;
import io.xiaodan.platform.Workspace;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Rounds of the product itself over the records of a form, some at a time in the order of their
 * ids, so that a round can be interrupted and go on. No rights apply.
 */
@Component
public class RecordRounds {

  private final JdbcTemplate database;
  private final RecordReader reader;
  private final RecordViews views;
  private final Workspace workspace;

  RecordRounds(JdbcTemplate database, RecordReader reader, RecordViews views, Workspace workspace) {
    this.database = database;
    this.reader = reader;
    this.views = views;
    this.workspace = workspace;
  }

  /**
   * The values of one field that a round is about.
   *
   * @param field a date or a moment; {@code created_at} too
   * @param from the smallest value, itself included: a LocalDate or an Instant
   * @param to the largest value, itself included
   */
  public record Span(String field, Object from, Object to) {}

  /**
   * The next records of a round, lines included; those in the recycle bin are left out.
   *
   * @param when a condition; null for none. It is asked of the database where it can be, and of the
   *     record in any case
   * @param after the last record that was looked at; null at the beginning
   * @param most how many are looked at
   */
  public Stretch next(
      Blueprint blueprint,
      Form form,
      @Nullable Formula when,
      @Nullable Span span,
      @Nullable UUID after,
      int most) {
    FormNames names = new FormNames(blueprint, workspace, form, "t", FormNames.Seen.ALL);
    Where where = new Where();
    where.and("t.deleted_at IS NULL");
    if (span != null) {
      String column = "t." + Workspace.quote(span.field());
      where.and(SqlFragment.of(column + " BETWEEN ? AND ?", value(span.from()), value(span.to())));
    }
    if (after != null) {
      where.and(SqlFragment.of("t.id > ?", after));
    }
    if (when != null) {
      condition(when, names).ifPresent(where::and);
    }
    SqlFragment from = names.from();
    List<UUID> ids =
        database.query(
            "SELECT t.id FROM " + from.text() + where.text() + " ORDER BY t.id LIMIT " + most,
            (row, number) -> Objects.requireNonNull(row.getObject(1, UUID.class)),
            where.after(from));
    List<StoredRecord> found =
        reader.find(form, ids).stream()
            .filter(record -> record.deletedAt() == null)
            .filter(record -> when == null || holds(blueprint, form, when, record))
            .toList();
    return new Stretch(found, ids.size() < most ? null : ids.getLast());
  }

  /**
   * Some records of a round.
   *
   * @param last the last one that was looked at; null when the round is at its end
   */
  public record Stretch(List<StoredRecord> records, @Nullable UUID last) {}

  private Optional<SqlFragment> condition(Formula when, FormNames names) {
    try {
      return Optional.of(when.toSqlFilter(names, views.environment()));
    } catch (FormulaException e) {
      return Optional.empty();
    }
  }

  private boolean holds(Blueprint blueprint, Form form, Formula when, StoredRecord record) {
    return when.test(new RecordValues(blueprint, reader).of(form, record), views.environment());
  }

  private static Object value(Object bound) {
    return bound instanceof Instant moment ? moment.atOffset(ZoneOffset.UTC) : bound;
  }
}
