package io.xiaodan.notification;

import io.xiaodan.kernel.Message;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Which messages were tried, and what became of them. */
@Component
class DeliveryLog {

  /** What has gone out need not be known any more. */
  private static final String FORGOTTEN = "sealed = case when ? = 'sent' then null else sealed end";

  private final JdbcClient database;
  private final JsonMapper json;
  private final Ids ids;
  private final Clock clock;
  private final String table;
  private final MessageFiles files;
  private final MessageSecrets secrets;

  DeliveryLog(
      JdbcClient database,
      JsonMapper json,
      Ids ids,
      Clock clock,
      Workspace workspace,
      MessageFiles files,
      MessageSecrets secrets) {
    this.files = files;
    this.secrets = secrets;
    this.database = database;
    this.json = json;
    this.ids = ids;
    this.clock = clock;
    this.table = workspace.table("outbound_message");
  }

  /**
   * Whether this attempt may go on.
   *
   * @param id of the message in the log
   * @param outcome present when it may not, because the message is sent already or just being sent
   */
  record Claim(UUID id, Optional<Delivery> outcome) {}

  /** The reason's shape in the log. */
  private record Reason(String code, Map<String, Object> arguments) {}

  /** What of a message is not in its text. */
  private record Content(
      @Nullable String template, @Nullable Map<String, String> values, @Nullable String link) {}

  /**
   * Notes that an attempt begins. One that was begun and never ended, because the process died, is
   * in the way for two minutes: longer than any attempt takes.
   */
  Claim claim(OutgoingMessage message) {
    MessageSecrets.Kept body = secrets.keep(message.body());
    Optional<UUID> mine =
        database
            .sql(
                """
                insert into %s as m (id, channel, connection, recipient, subject, body, sealed, content,
                  state, attempts, idempotency_key, at)
                values (?, ?, ?, ?, ?, ?, ?, cast(? as jsonb), 'sending', 1, ?, ?)
                on conflict (idempotency_key) do update set
                  state = 'sending', attempts = m.attempts + 1, at = excluded.at,
                  recipient = excluded.recipient, subject = excluded.subject, body = excluded.body,
                  sealed = excluded.sealed, content = excluded.content
                where m.state in ('failed', 'not_sent')
                  or m.state = 'sending' and m.at < excluded.at - interval '2 minutes'
                returning id
                """
                    .formatted(table))
            .params(
                Arrays.asList(
                    ids.next(),
                    message.channel(),
                    message.connection(),
                    message.recipient(),
                    message.subjectLine(),
                    body.text(),
                    body.sealed(),
                    content(message),
                    message.key(),
                    clock.instant().atOffset(ZoneOffset.UTC)))
            .query(UUID.class)
            .optional();
    return mine.map(id -> new Claim(id, Optional.empty())).orElseGet(() -> taken(message));
  }

  private @Nullable String content(OutgoingMessage message) {
    return switch (message) {
      case OutgoingMessage.Email mail when mail.hasFiles() ->
          json(new Content("files", null, null));
      case OutgoingMessage.Sms sms when sms.template() != null ->
          json(new Content(sms.template(), sms.values(), null));
      case OutgoingMessage.App app when app.link() != null ->
          json(new Content(null, null, app.link()));
      default -> null;
    };
  }

  String json(Object value) {
    return json.writeValueAsString(value);
  }

  private Claim taken(OutgoingMessage message) {
    return database
        .sql("select id, state from " + table + " where idempotency_key = ?")
        .param(message.key())
        .query((row, _) ->
            new Claim(
                row.getObject("id", UUID.class), Optional.of(standing(row.getString("state")))))
        .single();
  }

  private static Delivery standing(String state) {
    return switch (state) {
      case "sent" -> new Delivery.Sent();
      case "held" -> new Delivery.Held();
      default -> new Delivery.Failed(true, Message.of("under_way"));
    };
  }

  /** Notes what became of an attempt. */
  void record(UUID id, Delivery outcome) {
    database
        .sql(
            "update "
                + table
                + " set state = ?, reason = cast(? as jsonb), hold_until = ?, "
                + FORGOTTEN
                + " where id = ?")
        .params(
            Arrays.asList(state(outcome), reason(outcome), holdUntil(outcome), state(outcome), id))
        .update();
  }

  /** Notes what became of the messages that another one carried. */
  void recordCarried(UUID digest, Delivery outcome) {
    database
        .sql(
            "update "
                + table
                + " set state = ?, reason = cast(? as jsonb), "
                + FORGOTTEN
                + " where digest = ?")
        .params(Arrays.asList(state(outcome), reason(outcome), state(outcome), digest))
        .update();
  }

  private static @Nullable OffsetDateTime holdUntil(Delivery outcome) {
    Instant until = outcome instanceof Delivery.Held held ? held.until() : null;
    return until == null ? null : until.atOffset(ZoneOffset.UTC);
  }

  private static String state(Delivery outcome) {
    return switch (outcome) {
      case Delivery.Sent _ -> "sent";
      case Delivery.Held _ -> "held";
      case Delivery.NotSent _ -> "not_sent";
      case Delivery.Failed _ -> "failed";
    };
  }

  private @Nullable String reason(Delivery outcome) {
    Message reason =
        switch (outcome) {
          case Delivery.Sent _ -> null;
          case Delivery.Held held -> held.reason();
          case Delivery.NotSent not -> not.reason();
          case Delivery.Failed failed -> failed.reason();
        };
    return reason == null ? null : json(new Reason(reason.code(), reason.arguments()));
  }

  DeliveryPage list(DeliveryFilter filter, @Nullable String after, int limit) {
    Position from = Position.of(after);
    StringBuilder where = new StringBuilder("(at, id) < (?, ?)");
    List<Object> binds = new ArrayList<>(List.of(from.at().atOffset(ZoneOffset.UTC), from.id()));
    if (filter.channel() != null) {
      where.append(" and channel = ?");
      binds.add(filter.channel());
    }
    if (filter.state() != null) {
      where.append(" and state = ?");
      binds.add(filter.state());
    }
    if (filter.text() != null && !filter.text().isBlank()) {
      where.append(" and strpos(lower(concat_ws(' ', recipient, subject, body)), lower(?)) > 0");
      binds.add(filter.text().strip());
    }
    binds.add(limit + 1);
    List<LoggedMessage> found =
        database
            .sql(
                "select * from " + table + " where " + where + " order by at desc, id desc limit ?")
            .params(binds)
            .query(this::logged)
            .list();
    List<LoggedMessage> items = List.copyOf(found.subList(0, Math.min(limit, found.size())));
    String next =
        found.size() > limit
            ? new Position(items.getLast().at(), items.getLast().id()).text()
            : null;
    return new DeliveryPage(items, next);
  }

  /** How many messages stand in each state. */
  Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    database
        .sql("select state, count(*) as n from " + table + " group by state order by state")
        .query(row -> {
          counts.put(row.getString("state"), row.getLong("n"));
        });
    return counts;
  }

  Optional<LoggedMessage> find(UUID id) {
    return database
        .sql("select * from " + table + " where id = ?")
        .param(id)
        .query(this::logged)
        .optional();
  }

  /** Whether files came with a message; they are not kept. */
  boolean hadFiles(UUID id) {
    return database
        .sql(
            "select exists (select from "
                + table
                + " where id = ? and channel = 'email' and content is not null)")
        .param(id)
        .query(Boolean.class)
        .single();
  }

  /** A message as it was sent. */
  Optional<OutgoingMessage> asSent(UUID id) {
    return database
        .sql("select * from " + table + " where id = ?")
        .param(id)
        .query(this::message)
        .optional();
  }

  /** The messages that are held for a connection, the oldest first. */
  List<Held> held(String connection, int limit) {
    return database
        .sql(
            "select * from "
                + table
                + " where connection = ? and state = 'held' and (hold_until is null or hold_until <= ?) order by id limit ?")
        .params(connection, now(), limit)
        .query((row, number) ->
            new Held(
                row.getObject("id", UUID.class),
                row.getObject("digest", UUID.class),
                message(row, number)))
        .list();
  }

  /** How often a message was tried. */
  int attempts(String key) {
    return database
        .sql("select attempts from " + table + " where idempotency_key = ?")
        .param(key)
        .query(Integer.class)
        .optional()
        .orElse(0);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /** The connections that have messages held which may go by now. */
  List<String> holding() {
    return database
        .sql(
            "select distinct connection from "
                + table
                + " where state = 'held' and (hold_until is null or hold_until <= ?) order by 1")
        .param(now())
        .query((row, _) -> Objects.requireNonNull(row.getString(1)))
        .list();
  }

  /** From now on these messages are carried by another one. */
  void carry(List<UUID> messages, UUID digest) {
    database
        .sql("update " + table + " set digest = ? where id = any(?) and state = 'held'")
        .params(digest, messages.toArray(UUID[]::new))
        .update();
  }

  /**
   * Notes what became of a held message that went out by itself; one that may be tried again stays
   * held, for so many attempts in all.
   */
  void recordReleased(UUID id, Delivery outcome, int attempts) {
    boolean again = outcome instanceof Delivery.Failed(boolean retryable, Message _) && retryable;
    database
        .sql(
            "update "
                + table
                + " set state = case when ? and attempts < ? then 'held' else ? end, reason = cast(? as jsonb), attempts = attempts + 1, at = ?, "
                + FORGOTTEN
                + " where id = ?")
        .params(
            Arrays.asList(
                again,
                attempts,
                state(outcome),
                reason(outcome),
                clock.instant().atOffset(ZoneOffset.UTC),
                state(outcome),
                id))
        .update();
  }

  /**
   * A message that waits.
   *
   * @param digest of the message that is to carry it; null where none is yet
   */
  record Held(UUID id, @Nullable UUID digest, OutgoingMessage message) {}

  private OutgoingMessage message(ResultSet row, int number) throws SQLException {
    String key = row.getString("idempotency_key");
    String recipient = row.getString("recipient");
    String subject = Objects.requireNonNullElse(row.getString("subject"), "");
    String body = secrets.whole(row.getString("body"), row.getString("sealed"));
    String kept = row.getString("content");
    Content content =
        kept == null ? new Content(null, null, null) : json.readValue(kept, Content.class);
    Map<String, String> values = Objects.requireNonNullElse(content.values(), Map.of());
    return switch (row.getString("channel")) {
      case "email" ->
          new OutgoingMessage.Email(
              key,
              recipient,
              subject,
              body,
              kept == null ? List.of() : files.of(row.getObject("id", UUID.class)));
      case "sms" -> new OutgoingMessage.Sms(key, recipient, body, content.template(), values);
      case "robot" -> new OutgoingMessage.Robot(key, recipient, subject, body);
      case "webhook" -> new OutgoingMessage.Webhook(key, recipient, body);
      default -> new OutgoingMessage.App(key, recipient, subject, body, content.link());
    };
  }

  private LoggedMessage logged(ResultSet row, int number) throws SQLException {
    String reason = row.getString("reason");
    return new LoggedMessage(
        row.getObject("id", UUID.class),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("channel"),
        row.getString("recipient"),
        row.getString("subject"),
        row.getString("body"),
        row.getString("state"),
        reason == null ? null : reason(reason),
        row.getInt("attempts"),
        row.getObject("digest") != null);
  }

  private Message reason(String text) {
    Reason reason = json.readValue(text, Reason.class);
    return new Message(reason.code(), reason.arguments());
  }
}
