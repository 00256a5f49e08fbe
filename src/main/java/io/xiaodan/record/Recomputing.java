package io.xiaodan.record;

import static java.util.stream.Collectors.joining;

import io.xiaodan.access.Access;
import io.xiaodan.access.FormAccess;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.platform.Feed;
import io.xiaodan.platform.Workspace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Computes records again in batches, each record in a transaction of its own. A record whose values
 * come out the same is left alone, so doing it twice does nothing and a killed run is simply begun
 * again.
 */
@Component
class Recomputing {

  private static final Logger log = LoggerFactory.getLogger(Recomputing.class);
  private static final int BATCH = 200;
  private static final int TRIES = 5;
  private static final UUID FIRST = new UUID(0, 0);

  private final RecordWriting writing;
  private final RecordReader reader;
  private final FanOut fanOut;
  private final Blueprints blueprints;
  private final Access access;
  private final JdbcTemplate database;
  private final Workspace workspace;
  private final Feed feed;

  Recomputing(
      RecordWriting writing,
      RecordReader reader,
      FanOut fanOut,
      Blueprints blueprints,
      Access access,
      JdbcTemplate database,
      Workspace workspace,
      Feed feed) {
    this.writing = writing;
    this.reader = reader;
    this.fanOut = fanOut;
    this.blueprints = blueprints;
    this.access = access;
    this.database = database;
    this.workspace = workspace;
    this.feed = feed;
  }

  void run(FanOut.Payload payload, String job) {
    Blueprint blueprint = blueprints.current();
    List<Watch> watches =
        fanOut.of(blueprint, payload.form()).stream()
            .filter(watch -> watch.reader().key().equals(payload.reader()))
            .filter(watch -> payload.fields().contains(watch.field()))
            .toList();
    if (watches.isEmpty()) {
      return;
    }
    Form form = watches.getFirst().reader();
    String from = from(form, watches, payload);
    List<Object> binds =
        new ArrayList<>(Collections.nCopies(selects(watches).size(), payload.record()));
    if (payload.since() != null) {
      binds.add(RecordColumns.moment(payload.since()));
    }
    long total =
        Objects.requireNonNull(
            database.queryForObject("SELECT count(*)" + from, Long.class, binds.toArray()));
    long done = 0;
    UUID after = FIRST;
    for (List<UUID> batch = next(from, binds, after);
        !batch.isEmpty();
        batch = next(from, binds, after)) {
      RecordValues values = new RecordValues(blueprint, reader);
      Caller caller = new Caller(blueprint, Actor.system(Origin.RULE, payload.event()));
      for (UUID id : batch) {
        recompute(caller, form, id, values);
      }
      done += batch.size();
      after = batch.getLast();
      tell(job, done, total, "running");
    }
    if (total > 0) {
      tell(job, total, total, "done");
    }
  }

  private List<String> selects(List<Watch> watches) {
    return watches.stream().map(watch -> watch.readers(workspace)).distinct().toList();
  }

  private String from(Form form, List<Watch> watches, FanOut.Payload payload) {
    String reached = selects(watches).stream().collect(joining(" UNION ", "(", ")"));
    return " FROM %s t WHERE t.id IN %s%s"
        .formatted(
            workspace.table(form.table()),
            reached,
            payload.since() == null ? "" : " AND t.updated_at >= ?");
  }

  private List<UUID> next(String from, List<Object> binds, UUID after) {
    List<Object> all = new ArrayList<>(binds);
    all.add(after);
    return database.query(
        "SELECT t.id" + from + " AND t.id > ? ORDER BY t.id LIMIT " + BATCH,
        (row, number) -> Objects.requireNonNull(row.getObject(1, UUID.class)),
        all.toArray());
  }

  /** Somebody else may change the record meanwhile; then it is read again. */
  private void recompute(Caller caller, Form form, UUID id, RecordValues values) {
    FormAccess rights = access.everything(caller.blueprint(), caller.actor(), form.key());
    for (int attempt = 1; ; attempt++) {
      Optional<StoredRecord> record = reader.find(form, id);
      if (record.isEmpty()) {
        return;
      }
      try {
        writing.recompute(caller, rights, record.get(), values);
        return;
      } catch (StatementRunner.GuardFailed e) {
        if (attempt == TRIES) {
          throw e;
        }
      } catch (ProblemException e) {
        if (e.problem().kind() == io.xiaodan.kernel.ProblemKind.UNAVAILABLE) {
          throw e;
        }
        log.warn("record={} of form={} cannot be computed again: {}", id, form.key(), e.problem());
        return;
      }
    }
  }

  private void tell(String job, long done, long total, @Nullable String state) {
    feed.publish(
        "job",
        "{\"id\":\"%s\",\"done\":%d,\"total\":%d,\"state\":\"%s\"}"
            .formatted(job, done, total, state));
  }
}
