package io.xiaodan.flow;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.record.Caller;
import io.xiaodan.record.RecordRounds;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries replays out, some hundred records at a time. Each stretch is kept with the place it ends
 * at, so that one that was interrupted goes on there and counts nothing twice.
 */
@Component
class FlowReplay {

  private static final Logger log = LoggerFactory.getLogger(FlowReplay.class);
  private static final int STRETCH = 500;

  private final ReplayStore store;
  private final FlowVersions versions;
  private final FlowMoves moves;
  private final Records records;
  private final RecordRounds rounds;
  private final Blueprints blueprints;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private volatile boolean stopping;

  FlowReplay(
      ReplayStore store,
      FlowVersions versions,
      FlowMoves moves,
      Records records,
      RecordRounds rounds,
      Blueprints blueprints,
      TransactionTemplate transactions,
      Clock clock) {
    this.store = store;
    this.versions = versions;
    this.moves = moves;
    this.records = records;
    this.rounds = rounds;
    this.blueprints = blueprints;
    this.transactions = transactions;
    this.clock = clock;
  }

  @EventListener(ContextClosedEvent.class)
  void stop() {
    stopping = true;
  }

  /** Runs one to its end; returns early where it is wanted no more. */
  void run(UUID id) {
    ReplayStore.Stored stored = store.find(id).orElse(null);
    if (stored == null || stored.replay().finishedAt() != null) {
      return;
    }
    Blueprint blueprint = blueprints.current();
    Flow flow =
        versions.draft(blueprint, stored.replay().flow(), stored.document(), new ArrayList<>());
    Form form = blueprint.find(Form.TYPE, stored.replay().form()).orElse(null);
    if (flow == null || form == null) {
      store.end(id, "failed", Message.of("flow.replay_changed"), clock.instant());
      return;
    }
    long start = System.nanoTime();
    RecordRounds.Span span =
        new RecordRounds.Span("created_at", stored.since(), stored.replay().askedAt());
    Caller system = new Caller(blueprint, Actor.system(Origin.FLOW));
    ReplayTally tally = new ReplayTally(stored.tally());
    UUID last = stored.last();
    do {
      if (stopping) {
        throw new IllegalStateException("replay " + id + " goes on after the restart");
      }
      RecordRounds.Stretch stretch = rounds.next(blueprint, form, null, span, last, STRETCH);
      List<ReplayTally.Taken> taken = take(system, flow, stretch.records(), tally);
      last = stretch.last();
      UUID reached = last;
      if (!Boolean.TRUE.equals(
          transactions.execute(_ -> store.advance(id, reached, tally, taken)))) {
        return;
      }
    } while (last != null);
    store.end(id, "done", null, clock.instant());
    log.info(
        "replay={} flow={} records={} in {} ms",
        id,
        flow.key(),
        tally.kept().records(),
        Duration.ofNanos(System.nanoTime() - start).toMillis());
  }

  /** Ends one that was tried too often. */
  void giveUp(UUID id) {
    store.end(id, "failed", Message.of("flow.replay_failed"), clock.instant());
  }

  private List<ReplayTally.Taken> take(
      Caller caller, Flow flow, List<StoredRecord> stretch, ReplayTally tally) {
    Map<UUID, List<String>> really =
        store.really(flow.key(), stretch.stream().map(StoredRecord::id).toList());
    List<ReplayTally.Taken> taken = new ArrayList<>();
    for (StoredRecord record : stretch) {
      try {
        var values = records.values(caller, record);
        if (flow.startsWhen() != null && !flow.startsWhen().test(values, moves.environment())) {
          tally.leave();
          continue;
        }
        Facts facts = moves.imagined(flow, record.createdBy(), null, values);
        List<Prediction.Ahead> way =
            new Prediction(flow, record.createdBy(), facts, clock.instant()).fromStart();
        taken.add(tally.add(record.id(), way, really.get(record.id())));
      } catch (ProblemException e) {
        taken.add(tally.stop(record.id()));
      }
    }
    return taken;
  }
}
