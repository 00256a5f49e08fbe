package io.xiaodan.notification;

import io.xiaodan.kernel.Language;
import io.xiaodan.platform.Feed;
import io.xiaodan.platform.SqlFragment;
import io.xiaodan.platform.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Notices inside the product: the bell. Open pages are told through the feed topic {@value #TOPIC},
 * whose payload is {@code {"people": [id…]}}.
 */
@Component
public class Notices {

  /** The feed topic that tells whose notices changed. */
  public static final String TOPIC = "notices";

  private final JdbcClient database;
  private final JsonMapper json;
  private final Clock clock;
  private final Feed feed;
  private final String table;
  private final String insert;

  private final NoticePreferences preferences;

  Notices(
      JdbcClient database,
      JsonMapper json,
      Clock clock,
      Feed feed,
      Workspace workspace,
      NoticePreferences preferences) {
    this.preferences = preferences;
    this.database = database;
    this.json = json;
    this.clock = clock;
    this.feed = feed;
    this.table = workspace.table("notice");
    this.insert =
        """
        insert into %s (id, person_id, at, title, body, form, record_id, place, kind, ways) \
        select n.id, n.person, n.at, n.title, n.body, n.form, n.record, n.place, n.kind, \
        (select array_agg(w.key order by w.key) from %s p, \
        jsonb_each_text(p.document -> 'ways' -> n.kind) w where p.person_id = n.person) \
        from json_to_recordset(cast(? as json)) as n(id uuid, person uuid, at timestamptz, \
        title text, body text, form text, record uuid, place text, kind text) \
        on conflict do nothing\
        """
            .formatted(table, workspace.table("notice_preference"));
  }

  /** One row of what {@link #insert} reads. */
  private record Row(
      UUID id,
      UUID person,
      Instant at,
      String title,
      @Nullable String body,
      @Nullable String form,
      @Nullable UUID record,
      @Nullable String place,
      String kind) {}

  /** The language in which to write to somebody. */
  public Language language(UUID person) {
    return preferences.language(person);
  }

  /** The same for several at once: everybody who is asked for has one. */
  public Map<UUID, Language> languages(Collection<UUID> readers) {
    return preferences.languages(readers);
  }

  /** Gives notices in the caller's transaction or at once; one given before stays as it is. */
  public void give(List<NewNotice> notices) {
    SqlFragment fragment = insertFragment(notices);
    database.sql(fragment.sql()).params(fragment.binds()).update();
    announce(notices.stream().map(NewNotice::personId).collect(Collectors.toSet()));
  }

  /**
   * What {@link #give} inserts, as a complete {@code INSERT} with one bind, to stand as a {@code
   * WITH} part of a larger statement. The text is the same for any number of notices, none
   * included. The caller commits and then calls {@link #announce}.
   */
  public SqlFragment insertFragment(List<NewNotice> notices) {
    Instant now = clock.instant();
    List<Row> rows =
        notices.stream()
            .map(notice ->
                new Row(
                    notice.id(),
                    notice.personId(),
                    now,
                    notice.title(),
                    notice.body(),
                    notice.form(),
                    notice.recordId(),
                    notice.place(),
                    notice.kind().key()))
            .toList();
    return new SqlFragment(insert, List.of(json.writeValueAsString(rows)));
  }

  /** Tells open pages that these people's notices changed: after the transaction, or at once. */
  public void announce(Collection<UUID> personIds) {
    if (!personIds.isEmpty()) {
      feed.publish(TOPIC, json.writeValueAsString(new Changed(Set.copyOf(personIds))));
    }
  }

  /** The payload of the feed's message. */
  private record Changed(Set<UUID> people) {}

  /** How many notices somebody has not read. */
  public int unread(UUID personId) {
    return database
        .sql("select count(*) from " + table + " where person_id = ? and read_at is null")
        .param(personId)
        .query(Integer.class)
        .single();
  }

  /**
   * Somebody's notices, newest first.
   *
   * @param after the {@code next} of the stretch before; null for the first
   * @throws io.xiaodan.kernel.ProblemException MALFORMED when {@code after} is not such a value
   */
  public Notice.Page list(UUID personId, @Nullable String after, int limit) {
    Position from = Position.of(after);
    List<Notice> found =
        database
            .sql(
                "select * from "
                    + table
                    + " where person_id = ? and (at, id) < (?, ?) order by at desc, id desc limit ?")
            .params(personId, from.at().atOffset(ZoneOffset.UTC), from.id(), limit + 1)
            .query(Notices::notice)
            .list();
    List<Notice> items = found.subList(0, Math.min(limit, found.size()));
    String next =
        found.size() > limit
            ? new Position(items.getLast().at(), items.getLast().id()).text()
            : null;
    return new Notice.Page(List.copyOf(items), unread(personId), next);
  }

  /** Marks some of somebody's notices as read; other people's ids are ignored. */
  public void read(UUID personId, Collection<UUID> ids) {
    int changed =
        database
            .sql(
                "update "
                    + table
                    + " set read_at = ? where person_id = ? and id = any(?) and read_at is null")
            .params(now(), personId, ids.toArray(UUID[]::new))
            .update();
    announce(changed == 0 ? List.of() : List.of(personId));
  }

  /** Marks all of somebody's notices as read. */
  public void readAll(UUID personId) {
    int changed =
        database
            .sql("update " + table + " set read_at = ? where person_id = ? and read_at is null")
            .params(now(), personId)
            .update();
    announce(changed == 0 ? List.of() : List.of(personId));
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static Notice notice(ResultSet row, int number) throws SQLException {
    return new Notice(
        row.getObject("id", UUID.class),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("title"),
        row.getString("body"),
        row.getString("form"),
        row.getObject("record_id", UUID.class),
        row.getString("place"),
        row.getObject("read_at") != null);
  }
}
