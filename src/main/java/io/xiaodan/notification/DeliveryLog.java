package io.xiaodan.notification;

import io.xiaodan.kernel.Message;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Which messages were tried, and what became of them. */
@Component
class DeliveryLog {

  private final JdbcClient database;
  private final JsonMapper json;
  private final Ids ids;
  private final Clock clock;
  private final String table;

  DeliveryLog(JdbcClient database, JsonMapper json, Ids ids, Clock clock, Workspace workspace) {
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

  /**
   * Notes that an attempt begins. One that was begun and never ended, because the process died, is
   * in the way for two minutes: longer than any attempt takes.
   */
  Claim claim(OutgoingMessage message) {
    Optional<UUID> mine =
        database
            .sql(
                """
                insert into %s as m
                  (id, channel, recipient, subject, body, state, attempts, idempotency_key, at)
                values (?, ?, ?, ?, ?, 'sending', 1, ?, ?)
                on conflict (idempotency_key) do update set
                  state = 'sending', attempts = m.attempts + 1, at = excluded.at,
                  recipient = excluded.recipient, subject = excluded.subject, body = excluded.body
                where m.state in ('failed', 'not_sent')
                  or m.state = 'sending' and m.at < excluded.at - interval '2 minutes'
                returning id
                """
                    .formatted(table))
            .params(
                Arrays.asList(
                    ids.next(),
                    message.channel(),
                    message.recipient(),
                    message.subjectLine(),
                    message.body(),
                    message.key(),
                    clock.instant().atOffset(ZoneOffset.UTC)))
            .query(UUID.class)
            .optional();
    return mine.map(id -> new Claim(id, Optional.empty())).orElseGet(() -> taken(message));
  }

  private Claim taken(OutgoingMessage message) {
    return database
        .sql("select id, state from " + table + " where idempotency_key = ?")
        .param(message.key())
        .query((row, _) ->
            new Claim(
                row.getObject("id", UUID.class),
                Optional.of(
                    row.getString("state").equals("sent")
                        ? new Delivery.Sent()
                        : new Delivery.Failed(true, Message.of("under_way")))))
        .single();
  }

  /** Notes what became of an attempt. */
  void record(UUID id, Delivery outcome) {
    String state =
        switch (outcome) {
          case Delivery.Sent _ -> "sent";
          case Delivery.NotSent _ -> "not_sent";
          case Delivery.Failed _ -> "failed";
        };
    Message reason =
        switch (outcome) {
          case Delivery.Sent _ -> null;
          case Delivery.NotSent not -> not.reason();
          case Delivery.Failed failed -> failed.reason();
        };
    database
        .sql("update " + table + " set state = ?, reason = cast(? as jsonb) where id = ?")
        .params(Arrays.asList(state, reason == null ? null : text(reason), id))
        .update();
  }

  DeliveryPage list(@Nullable String after, int limit) {
    Position from = Position.of(after);
    List<LoggedMessage> found =
        database
            .sql(
                "select * from "
                    + table
                    + " where (at, id) < (?, ?) order by at desc, id desc limit ?")
            .params(from.at().atOffset(ZoneOffset.UTC), from.id(), limit + 1)
            .query(this::message)
            .list();
    List<LoggedMessage> items = List.copyOf(found.subList(0, Math.min(limit, found.size())));
    String next =
        found.size() > limit
            ? new Position(items.getLast().at(), items.getLast().id()).text()
            : null;
    return new DeliveryPage(items, next);
  }

  Optional<LoggedMessage> find(UUID id) {
    return database
        .sql("select * from " + table + " where id = ?")
        .param(id)
        .query(this::message)
        .optional();
  }

  private LoggedMessage message(ResultSet row, int number) throws SQLException {
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
        row.getInt("attempts"));
  }

  private String text(Message reason) {
    return json.writeValueAsString(new Reason(reason.code(), reason.arguments()));
  }

  private Message reason(String text) {
    Reason reason = json.readValue(text, Reason.class);
    return new Message(reason.code(), reason.arguments());
  }
}
