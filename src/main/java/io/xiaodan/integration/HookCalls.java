package io.xiaodan.integration;

import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
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
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The log of raw calls, and which of them have had their effect. */
@Component
class HookCalls {

  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final JdbcClient database;
  private final JsonMapper json;
  private final Ids ids;
  private final Clock clock;
  private final String calls;
  private final String effects;

  HookCalls(JdbcClient database, JsonMapper json, Ids ids, Clock clock, Workspace workspace) {
    this.database = database;
    this.json = json;
    this.ids = ids;
    this.clock = clock;
    this.calls = workspace.table("hook_call");
    this.effects = workspace.table("hook_effect");
  }

  private record Reason(String code, Map<String, Object> arguments) {}

  /** Notes a call before anything is done about it. */
  UUID note(UUID hook, Map<String, String> headers, String body) {
    UUID id = ids.next();
    database
        .sql(
            "insert into "
                + calls
                + " (id, hook, at, headers, body, state) values (?, ?, ?, cast(? as json), ?, 'received')")
        .params(
            id,
            hook,
            clock.instant().atOffset(ZoneOffset.UTC),
            json.writeValueAsString(headers),
            body)
        .update();
    return id;
  }

  /** Notes what became of a call. */
  void end(UUID call, String state, @Nullable String dedupe, @Nullable UUID record) {
    database
        .sql(
            "update "
                + calls
                + " set state = ?, dedupe = ?, record_id = ?, reason = null where id = ?")
        .params(Arrays.asList(state, dedupe, record, call))
        .update();
  }

  /** Notes why a call was refused. */
  void refuse(UUID call, Problem problem) {
    List<Message> reasons =
        problem.violations().isEmpty()
            ? List.of(problem.message())
            : problem.violations().stream().map(violation -> violation.message()).toList();
    database
        .sql("update " + calls + " set state = 'refused', reason = cast(? as json) where id = ?")
        .params(
            json.writeValueAsString(
                reasons.stream()
                    .map(reason -> new Reason(reason.code(), reason.arguments()))
                    .toList()),
            call)
        .update();
  }

  void replayed(UUID call) {
    database
        .sql("update " + calls + " set replays = replays + 1 where id = ?")
        .param(call)
        .update();
  }

  /**
   * Claims the effect of a key within the caller's transaction; another one with the same key waits
   * for its end.
   *
   * @return false when it has had its effect before
   */
  boolean claim(UUID hook, String dedupe, UUID call) {
    return database
            .sql(
                "insert into "
                    + effects
                    + " (hook, dedupe, call, at) values (?, ?, ?, ?) on conflict do nothing")
            .params(hook, dedupe, call, clock.instant().atOffset(ZoneOffset.UTC))
            .update()
        > 0;
  }

  void attach(UUID hook, String dedupe, UUID record) {
    database
        .sql("update " + effects + " set record_id = ? where hook = ? and dedupe = ?")
        .params(record, hook, dedupe)
        .update();
  }

  /** The record that a key led to before. */
  @Nullable UUID recordOf(UUID hook, String dedupe) {
    return database
        .sql("select record_id from " + effects + " where hook = ? and dedupe = ?")
        .params(hook, dedupe)
        .query((row, _) -> Optional.ofNullable(row.getObject(1, UUID.class)))
        .optional()
        .flatMap(found -> found)
        .orElse(null);
  }

  /** The calls of a door, newest first, before one of them where that is given. */
  List<HookCall> list(UUID hook, @Nullable String state, @Nullable UUID before, int limit) {
    return database
        .sql(
            "select * from "
                + calls
                + " where hook = ? and (cast(? as text) is null or state = ?) and (cast(? as uuid) is null or id < ?) order by id desc limit ?")
        .params(Arrays.asList(hook, state, state, before, before, limit))
        .query((row, _) -> call(row))
        .list();
  }

  Optional<HookCall> find(UUID id) {
    return database
        .sql("select * from " + calls + " where id = ?")
        .param(id)
        .query((row, _) -> call(row))
        .optional();
  }

  private HookCall call(ResultSet row) throws SQLException {
    String reason = row.getString("reason");
    List<Reason> reasons =
        reason == null ? List.of() : List.of(json.readValue(reason, Reason[].class));
    return new HookCall(
        row.getObject("id", UUID.class),
        row.getObject("hook", UUID.class),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        json.readValue(row.getString("headers"), TEXTS),
        row.getString("body"),
        row.getString("dedupe"),
        row.getString("state"),
        row.getObject("record_id", UUID.class),
        reasons.stream().map(each -> new Message(each.code(), each.arguments())).toList(),
        row.getInt("replays"));
  }
}
