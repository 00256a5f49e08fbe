package io.xiaodan.record;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Path;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.Match;
import io.xiaodan.platform.Feed;
import io.xiaodan.platform.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Finds the record that fits best, such as the price that holds for a customer, a quantity and a
 * day. That a form holds no records at all is remembered for a moment, since nobody should wait for
 * lists that are not kept.
 */
@Component
class BestRecords {

  private static final long EMPTY_FOR = Duration.ofSeconds(10).toNanos();

  private final JdbcTemplate database;
  private final Workspace workspace;
  private final Map<String, Long> empty;
  private final @Nullable Blueprint blueprint;

  @Autowired
  BestRecords(JdbcTemplate database, Workspace workspace, Feed feed) {
    this(database, workspace, new ConcurrentHashMap<>(), null);
    feed.subscribe(
        RecordFeed.TOPIC,
        message -> {
          RecordFeed.Change change = RecordFeed.read(message);
          if (change == null) {
            empty.clear();
          } else {
            empty.remove(change.form());
          }
        });
  }

  private BestRecords(
      JdbcTemplate database,
      Workspace workspace,
      Map<String, Long> empty,
      @Nullable Blueprint blueprint) {
    this.database = database;
    this.workspace = workspace;
    this.empty = empty;
    this.blueprint = blueprint;
  }

  /** What was found: a value as its field type holds it, and the name of the record it is of. */
  record Best(Object value, String title) {}

  /** The same, in a blueprint. */
  BestRecords in(Blueprint other) {
    return new BestRecords(database, workspace, empty, other);
  }

  /**
   * The best record; null where none fits.
   *
   * @param here what stands at a path of the record that is filled
   */
  @Nullable Best find(Match match, Function<Path, @Nullable Object> here) {
    Form form = Objects.requireNonNull(blueprint).find(Form.TYPE, match.form()).orElse(null);
    FormField value = form == null ? null : form.fields().get(match.value());
    if (form == null || value == null || isKnownEmpty(form)) {
      return null;
    }
    List<Object> binds = new ArrayList<>();
    StringBuilder where =
        new StringBuilder("t.deleted_at IS NULL AND t." + quote(value.key()) + " IS NOT NULL");
    List<String> order = new ArrayList<>();
    for (Match.Part part : match.parts()) {
      Object wanted = here.apply(part.path());
      if (!add(form, part, wanted, where, order, binds)) {
        return null;
      }
    }
    order.add("t.created_at DESC");
    order.add("t.id");
    String text =
        "SELECT t.id, t.%s AS value, t.%s::text AS title FROM %s t WHERE %s ORDER BY %s LIMIT 1"
            .formatted(
                quote(value.key()),
                quote(form.title()),
                workspace.table(form.table()),
                where,
                String.join(", ", order));
    List<Best> found =
        database.query(
            text,
            (row, number) ->
                new Best(
                    value.type().fromColumn(Objects.requireNonNull(row.getObject("value"))),
                    title(row.getString("title"), row.getString("id"))),
            binds.toArray());
    if (found.isEmpty()) {
      remember(form);
    }
    return found.isEmpty() ? null : found.getFirst();
  }

  private static String title(@Nullable String title, String id) {
    return title == null ? References.untitled(UUID.fromString(id)) : title;
  }

  /** Adds what a part asks for; false where nothing can fit. */
  private static boolean add(
      Form form,
      Match.Part part,
      @Nullable Object wanted,
      StringBuilder where,
      List<String> order,
      List<Object> binds) {
    FormField field = Objects.requireNonNull(form.fields().get(part.field()));
    String column = "t." + quote(field.key());
    if (wanted == null) {
      if (part.kind() == Match.Kind.IS && !part.optional()) {
        return false;
      }
      where.append(" AND ").append(column).append(" IS NULL");
      return true;
    }
    String bind = "?::" + field.type().column();
    boolean open = part.optional() || part.kind() != Match.Kind.IS;
    String test =
        switch (part.kind()) {
          case IS -> column + " = " + bind;
          case UP_TO, SINCE -> column + " <= " + bind;
          case UNTIL -> column + " >= " + bind;
        };
    where.append(" AND (").append(open ? column + " IS NULL OR " : "").append(test).append(")");
    binds.add(wanted.toString());
    switch (part.kind()) {
      case IS -> {
        if (part.optional()) {
          order.add(column + " IS NULL");
        }
      }
      case UP_TO, SINCE -> order.add(column + " DESC NULLS LAST");
      case UNTIL -> order.add(column + " NULLS LAST");
    }
    return true;
  }

  private boolean isKnownEmpty(Form form) {
    Long until = empty.get(form.key());
    return until != null && System.nanoTime() - until < 0;
  }

  private void remember(Form form) {
    String text =
        "SELECT 1 FROM %s WHERE deleted_at IS NULL LIMIT 1"
            .formatted(workspace.table(form.table()));
    if (database.queryForList(text).isEmpty()) {
      empty.put(form.key(), System.nanoTime() + EMPTY_FOR);
    }
  }
}
