package io.xiaodan.rule;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Values;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.record.Caller;
import io.xiaodan.record.RecordRounds;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a rule sees that happens once for all records that meet its condition. */
@Component
class ManyRecords {

  /** More do not fit into one message, and are told instead of being left out. */
  static final int MOST = 5_000;

  private static final int LOT = 500;

  /** Stands where a run names its record: it has none. */
  private static final UUID NONE = new UUID(0, 0);

  private final RecordRounds rounds;
  private final Records records;

  ManyRecords(RecordRounds rounds, Records records) {
    this.rounds = rounds;
    this.records = records;
  }

  /** The record of a run that is about many: it has no values. */
  static StoredRecord none(Rule rule, Instant now) {
    return new StoredRecord(
        rule.form().key(),
        NONE,
        1,
        now,
        Actor.SYSTEM,
        now,
        Actor.SYSTEM,
        null,
        null,
        Map.of(),
        Map.of());
  }

  /**
   * The records that meet the condition at this moment.
   *
   * @throws io.xiaodan.kernel.ProblemException INVALID when they are more than {@link #MOST}
   */
  List<Values> of(Blueprint blueprint, Rule rule) {
    Caller caller = new Caller(blueprint, Actor.system(Origin.RULE));
    List<Values> found = new ArrayList<>();
    UUID after = null;
    do {
      RecordRounds.Stretch stretch =
          rounds.next(blueprint, rule.form(), rule.when(), null, after, LOT);
      stretch.records().forEach(record -> found.add(records.valuesNow(caller, record)));
      if (found.size() > MOST) {
        throw Problem.of(ProblemKind.INVALID, "rule.too_many_together", "most", MOST).exception();
      }
      after = last(stretch);
    } while (after != null);
    return found;
  }

  private static @Nullable UUID last(RecordRounds.Stretch stretch) {
    return stretch.last();
  }
}
