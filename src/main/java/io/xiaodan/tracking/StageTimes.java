package io.xiaodan.tracking;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.FormulaException;
import io.xiaodan.expression.Values;
import io.xiaodan.record.Caller;
import io.xiaodan.record.RecordPast;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which stages a record has reached, and when: what a formula says, or else the beginning of the
 * time since which the stage has held, as the record's own history tells it.
 */
@Component
class StageTimes {

  private static final int MOST_CHANGES = 400;

  private final Records records;
  private final RecordPast past;

  StageTimes(Records records, RecordPast past) {
    this.records = records;
    this.past = past;
  }

  /**
   * A stage of one record.
   *
   * @param done whether it is reached
   * @param at when it was; null where it is not, or nobody knows
   */
  record Reached(Tracking.Stage stage, boolean done, @Nullable Instant at) {}

  List<Reached> of(Caller caller, Tracking tracking, StoredRecord record, Environment now) {
    Values values = records.values(caller, record);
    List<StoredRecord> history =
        tracking.stages().stream().anyMatch(stage -> stage.at() == null)
            ? past.all(tracking.form(), record, MOST_CHANGES)
            : List.of();
    List<Reached> reached = new ArrayList<>();
    for (Tracking.Stage stage : tracking.stages()) {
      boolean done = holds(stage, values, now);
      reached.add(new Reached(stage, done, done ? at(caller, stage, values, now, history) : null));
    }
    return reached;
  }

  private @Nullable Instant at(
      Caller caller,
      Tracking.Stage stage,
      Values values,
      Environment now,
      List<StoredRecord> history) {
    if (stage.at() != null) {
      return moment(stage.at().evaluate(values, now), now.zone());
    }
    Instant since = null;
    for (StoredRecord version : history) {
      if (!holds(stage, records.values(caller, version), now)) {
        break;
      }
      since = version.updatedAt();
    }
    return since;
  }

  private static boolean holds(Tracking.Stage stage, Values values, Environment now) {
    try {
      return stage.when().test(values, now);
    } catch (FormulaException e) {
      return false;
    }
  }

  static @Nullable Instant moment(@Nullable Object value, ZoneId zone) {
    return switch (value) {
      case Instant moment -> moment;
      case LocalDate day -> day.atStartOfDay(zone).toInstant();
      case null, default -> null;
    };
  }
}
