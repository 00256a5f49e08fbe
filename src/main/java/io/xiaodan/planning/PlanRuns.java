package io.xiaodan.planning;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.expression.Environment;
import io.xiaodan.form.Form;
import io.xiaodan.planning.engine.Plan;
import io.xiaodan.planning.engine.Planner;
import io.xiaodan.platform.Feed;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.JobOrder;
import io.xiaodan.platform.JobType;
import io.xiaodan.platform.Jobs;
import io.xiaodan.platform.RetryPolicy;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.References;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes plans in the background: reads one moment, plans it, and puts the plan in place of the one
 * before. When somebody took something from that one meanwhile, it is made again, so that nothing
 * is suggested twice.
 */
@Component
class PlanRuns {

  private static final int TRIES = 5;

  /** What the job knows. */
  record Payload(UUID run, String planning) {}

  private final JdbcTemplate database;
  private final TransactionTemplate transactions;
  private final TransactionTemplate moment;
  private final Workspace workspace;
  private final Blueprints blueprints;
  private final References references;
  private final Feed feed;
  private final Ids ids;
  private final Clock clock;
  private final JsonMapper json;
  private final Jobs jobs;
  private final JobType<Payload> work;

  PlanRuns(
      JdbcTemplate database,
      PlatformTransactionManager transactions,
      Workspace workspace,
      Blueprints blueprints,
      References references,
      Feed feed,
      Ids ids,
      Clock clock,
      JsonMapper json,
      Jobs jobs) {
    this.database = database;
    this.transactions = new TransactionTemplate(transactions);
    this.moment = new TransactionTemplate(transactions);
    this.moment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.moment.setReadOnly(true);
    this.workspace = workspace;
    this.blueprints = blueprints;
    this.references = references;
    this.feed = feed;
    this.ids = ids;
    this.clock = clock;
    this.json = json;
    this.jobs = jobs;
    this.work =
        jobs.register(
            JobType.atLeastOnce(
                    "planning.run",
                    Payload.class,
                    new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofMinutes(1)),
                    (payload, run) -> run(payload))
                .onDeath(
                    dead -> failed(UUID.fromString(dead.id()), Map.of("code", "planning.failed"))));
  }

  /** Asks for a plan; one that is being made already is the answer. */
  UUID ask(PlanningDesk.Open open) {
    return Objects.requireNonNull(
        transactions.execute(_ -> {
          database.update(
              "INSERT INTO %s (planning) VALUES (?) ON CONFLICT DO NOTHING"
                  .formatted(workspace.table("plan_head")),
              open.of().key());
          database.queryForList(
              "SELECT takes FROM %s WHERE planning = ? FOR UPDATE"
                  .formatted(workspace.table("plan_head")),
              open.of().key());
          List<UUID> running =
              database.query(
                  "SELECT id FROM %s WHERE planning = ? AND state = 'running'"
                      .formatted(workspace.table("plan_run")),
                  (row, number) -> Objects.requireNonNull(row.getObject(1, UUID.class)),
                  open.of().key());
          if (!running.isEmpty()) {
            return running.getFirst();
          }
          UUID run = ids.next();
          database.update(
              "INSERT INTO %s (id, planning, asked_by, asked_at, state) VALUES (?, ?, ?, ?, 'running')"
                  .formatted(workspace.table("plan_run")),
              run,
              open.of().key(),
              open.actor().personId(),
              clock.instant().atOffset(ZoneOffset.UTC));
          jobs.schedule(
              new JobOrder<>(
                  work, run.toString(), new Payload(run, open.of().key()), clock.instant()));
          return run;
        }));
  }

  private void run(Payload payload) {
    blueprints.refresh();
    Blueprint blueprint = blueprints.current();
    Planning of = blueprint.find(Planning.TYPE, payload.planning()).orElse(null);
    if (of == null) {
      failed(payload.run(), Map.of("code", "planning.none"));
      return;
    }
    for (int i = 0; i < TRIES; i++) {
      if (plan(blueprint, of, payload.run())) {
        return;
      }
    }
    failed(payload.run(), Map.of("code", "planning.busy"));
  }

  /** Whether it is done; not where it has to be made again. */
  private boolean plan(Blueprint blueprint, Planning of, UUID run) {
    Instant asOf = clock.instant();
    long[] takes = {0};
    SnapshotReader.Read read =
        Objects.requireNonNull(
            moment.execute(_ -> {
              takes[0] = takes(of, "");
              return new SnapshotReader(
                      blueprint, of, workspace, database, Environment.of(asOf, workspace.zone()))
                  .read();
            }));
    Progress progress = new Progress(run);
    return switch (Planner.plan(read.snapshot(), progress::at)) {
      case Plan.Circular(List<UUID> circle) -> {
        failed(run, Map.of("code", "planning.circle", "circle", names(blueprint, of, circle)));
        yield true;
      }
      case Plan.Made made -> keep(of, run, asOf, takes[0], read, made);
    };
  }

  private long takes(Planning of, String lock) {
    return database
        .queryForList(
            "SELECT takes FROM %s WHERE planning = ?%s"
                .formatted(workspace.table("plan_head"), lock),
            Long.class,
            of.key())
        .getFirst();
  }

  private boolean keep(
      Planning of, UUID run, Instant asOf, long takes, SnapshotReader.Read read, Plan.Made made) {
    boolean kept =
        Objects.requireNonNull(
            transactions.execute(_ -> {
              if (takes(of, " FOR UPDATE") != takes) {
                return false;
              }
              database.update(
                  "UPDATE %s SET current = NULL WHERE planning = ?"
                      .formatted(workspace.table("plan_head")),
                  of.key());
              database.update(
                  "DELETE FROM %s WHERE planning = ? AND id <> ?"
                      .formatted(workspace.table("plan_run")),
                  of.key(),
                  run);
              new PlanWriter(database, workspace, json, run).write(read, made);
              database.update(
                  "UPDATE %s SET state = 'done', as_of = ?, today = ?, finished_at = ?, done = total, figures = ?::json WHERE id = ?"
                      .formatted(workspace.table("plan_run")),
                  asOf.atOffset(ZoneOffset.UTC),
                  read.snapshot().today(),
                  clock.instant().atOffset(ZoneOffset.UTC),
                  json.writeValueAsString(figures(read, made)),
                  run);
              database.update(
                  "UPDATE %s SET current = ? WHERE planning = ?"
                      .formatted(workspace.table("plan_head")),
                  run,
                  of.key());
              return true;
            }));
    if (kept) {
      tell(run, 1, 1, "done");
    }
    return kept;
  }

  private static Map<String, Object> figures(SnapshotReader.Read read, Plan.Made made) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("materials", made.materials().size());
    figures.put("lines", read.snapshot().demands().size());
    figures.put("suggestions", made.suggestions().size());
    figures.put(
        "short", made.materials().stream().filter(each -> each.shortage().signum() > 0).count());
    figures.put(
        "lateLines",
        made.pegs().stream()
            .filter(each -> each.order() != null && each.parentSupply() == null && each.late() > 0)
            .map(each -> each.demand())
            .distinct()
            .count());
    figures.put(
        "lateAmount",
        Plain.of(
            made.pegs().stream()
                .filter(each -> each.order() != null && each.late() > 0)
                .map(each -> each.amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add)));
    figures.put("unknown", made.unknown());
    figures.put("withoutBill", made.withoutBill());
    return figures;
  }

  private String names(Blueprint blueprint, Planning of, List<UUID> circle) {
    Form form = of.materials().form();
    var found = references.find(blueprint, form, circle);
    List<String> names =
        circle.stream()
            .map(id -> found.containsKey(id) ? found.get(id).title() : id.toString())
            .toList();
    return String.join(" → ", names) + " → " + names.getFirst();
  }

  private void failed(UUID run, Map<String, String> problem) {
    database.update(
        "UPDATE %s SET state = 'failed', finished_at = ?, problem = ?::json WHERE id = ? AND state = 'running'"
            .formatted(workspace.table("plan_run")),
        clock.instant().atOffset(ZoneOffset.UTC),
        json.writeValueAsString(problem),
        run);
    tell(run, 0, 0, "failed");
  }

  private void tell(UUID run, int done, int total, String state) {
    feed.publish(
        "job",
        "{\"id\":\"%s\",\"done\":%d,\"total\":%d,\"state\":\"%s\"}"
            .formatted(run, done, total, state));
  }

  /** Tells how far a run is, now and then. */
  private final class Progress {
    private static final int STEPS = 20;
    private final UUID run;

    Progress(UUID run) {
      this.run = run;
    }

    void at(int done, int total) {
      if (done % Math.max(1, total / STEPS) == 0) {
        database.update(
            "UPDATE %s SET done = ?, total = ? WHERE id = ?".formatted(workspace.table("plan_run")),
            done,
            total,
            run);
        tell(run, done, total, "running");
      }
    }
  }
}
