package io.xiaodan.record;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.platform.Feed;
import io.xiaodan.platform.FeedMessage;
import io.xiaodan.platform.Workspace;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Heads of records that others refer to, kept in memory. Forgotten at once when this node changes
 * them, and within the feed's delay when another node does; the foreign key in the table is the
 * guarantee, this is for speed and names.
 */
@Component
public class References {

  private static final int KEPT = 50_000;

  private record Key(String form, UUID id) {}

  /** What is kept was read for the fields of one blueprint. */
  private record Kept(long blueprint, ReferencedRecord record) {}

  private final Cache<Key, Kept> kept = Caffeine.newBuilder().maximumSize(KEPT).build();
  private final AtomicLong changes = new AtomicLong();
  private final JdbcTemplate database;
  private final Workspace workspace;
  private final ObjectProvider<LedgerFigures> figures;

  References(
      JdbcTemplate database,
      Workspace workspace,
      ObjectProvider<LedgerFigures> figures,
      Feed feed) {
    this.figures = figures;
    this.database = database;
    this.workspace = workspace;
    feed.subscribe(RecordFeed.TOPIC, this::forget);
  }

  /** Where numbers of ledgers come from. */
  LedgerFigures figures() {
    return figures.getObject();
  }

  /** One record, or null when there is none. */
  public @Nullable ReferencedRecord find(Blueprint blueprint, Form form, UUID id) {
    ReferencedRecord known = known(blueprint, form, id);
    return known != null ? known : find(blueprint, form, List.of(id)).get(id);
  }

  /** Several records by id; those that are not there are left out. */
  public Map<UUID, ReferencedRecord> find(Blueprint blueprint, Form form, Collection<UUID> ids) {
    Map<UUID, ReferencedRecord> found = new LinkedHashMap<>();
    List<UUID> missing =
        ids.stream()
            .distinct()
            .filter(id -> {
              ReferencedRecord known = known(blueprint, form, id);
              if (known != null) {
                found.put(id, known);
              }
              return known == null;
            })
            .toList();
    if (!missing.isEmpty()) {
      load(blueprint, form, missing, found);
    }
    return found;
  }

  private @Nullable ReferencedRecord known(Blueprint blueprint, Form form, UUID id) {
    Kept known = kept.getIfPresent(new Key(form.key(), id));
    return known == null || known.blueprint != blueprint.version() ? null : known.record;
  }

  /**
   * Keeps what was read, unless something changed meanwhile: then it may be old already. What a
   * transaction reads may be its own and may yet be undone, so that is not kept either.
   */
  private void load(
      Blueprint blueprint, Form form, List<UUID> ids, Map<UUID, ReferencedRecord> into) {
    long before = changes.get();
    List<ReferencedRecord> rows =
        database.query(
            "SELECT id, created_by, deleted_at IS NOT NULL AS deleted, "
                + RecordColumns.select(form.fields().values(), "")
                + " FROM "
                + workspace.table(form.table())
                + " WHERE id = ANY (?::uuid[])",
            (row, number) -> {
              Map<String, Object> values = RecordColumns.read(row, form.fields().values());
              UUID id = Objects.requireNonNull(row.getObject("id", UUID.class));
              return new ReferencedRecord(
                  id,
                  title(form, values, id),
                  row.getBoolean("deleted"),
                  Objects.requireNonNull(row.getObject("created_by", UUID.class)),
                  values);
            },
            (Object) ids.stream().map(UUID::toString).toArray(String[]::new));
    rows.forEach(row -> into.put(row.id(), row));
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      rows.forEach(
          row -> kept.put(new Key(form.key(), row.id()), new Kept(blueprint.version(), row)));
      if (changes.get() != before) {
        rows.forEach(row -> kept.invalidate(new Key(form.key(), row.id())));
      }
    }
  }

  /** The name of a record for people: its title field, or the beginning of its id. */
  static String title(Form form, Map<String, Object> values, UUID id) {
    FormField field = form.titleField();
    Object value = values.get(field.key());
    return value == null ? untitled(id) : field.type().toJson(value).toString();
  }

  /** What stands for a name that is empty or not to be seen: the end of the id. */
  static String untitled(UUID id) {
    String text = id.toString();
    return text.substring(text.length() - 8);
  }

  /** Forgets one record; called before the change is answered. */
  void forget(Form form, UUID id) {
    changes.incrementAndGet();
    kept.invalidate(new Key(form.key(), id));
  }

  /** A record that was made just now is in nobody's memory yet. */
  private void forget(FeedMessage message) {
    RecordFeed.Change change = RecordFeed.read(message);
    if (change != null && change.kind().equals("created")) {
      return;
    }
    changes.incrementAndGet();
    if (change == null) {
      kept.invalidateAll();
    } else {
      kept.invalidate(new Key(change.form(), change.id()));
    }
  }
}
