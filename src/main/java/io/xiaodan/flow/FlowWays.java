package io.xiaodan.flow;

import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Violation;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import io.xiaodan.record.Write;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Ways of records beside a single one's: those that would be gone, those one has started. */
@Component
public class FlowWays {

  private final FlowInstances instances;
  private final FlowCopies copies;
  private final FlowMoves moves;
  private final Records records;
  private final Clock clock;

  FlowWays(
      FlowInstances instances, FlowCopies copies, FlowMoves moves, Records records, Clock clock) {
    this.instances = instances;
    this.copies = copies;
    this.moves = moves;
    this.records = records;
    this.clock = clock;
  }

  /**
   * The way a record would go if it were made with these values; nothing is written.
   *
   * @return the way, empty where no flow would start
   * @throws ProblemException invalid when the record could not be made as it is
   */
  public List<FlowStatus.Next> preview(Caller caller, String form, JsonNode values) {
    return preview(caller, form, Write.of(values));
  }

  /** The same, for values that need not come from a person. */
  public List<FlowStatus.Next> preview(Caller caller, String form, Write values) {
    List<FlowStatus.Next> way = new ArrayList<>();
    Write write =
        values.alongside(change -> {
          for (Flow flow : change.blueprint().all(Flow.TYPE).values()) {
            if (flow.startsOn() != Flow.StartsOn.CALL
                && flow.form().equals(form)
                && (flow.startsWhen() == null
                    || flow.startsWhen().test(change.valuesAfter(), change.environment()))) {
              Facts facts =
                  moves.imagined(flow, change.actor().personId(), null, change.valuesAfter());
              way.addAll(
                  RecordFlows.shown(
                      new Prediction(flow, change.actor().personId(), facts, change.at())
                          .fromStart()));
              break;
            }
          }
          return null;
        });
    List<Violation> violations = records.check(caller, form, write);
    FlowChecks.refuse(violations);
    return way;
  }

  /** How many copies somebody has not read, counted up to a most. */
  public long unread(Actor actor, int most) {
    return copies.unread(actor.personId(), most);
  }

  /**
   * The instances somebody has started, newest first.
   *
   * @param form key of the form; null for any
   * @param running only those that run, or only those that are over; null for both
   */
  public List<Started> startedBy(
      Actor actor,
      @Nullable String form,
      @Nullable Boolean running,
      @Nullable UUID after,
      int limit) {
    return instances.startedBy(actor.personId(), form, running, after, limit).stream()
        .map(each ->
            new Started(
                each.id(),
                each.form(),
                each.recordId(),
                each.flow(),
                each.state(),
                each.result(),
                each.startedAt(),
                each.finishedAt(),
                each.place().tokens().stream().map(Token::node).distinct().toList()))
        .toList();
  }

  /** The copies somebody has got, newest first. */
  public List<FlowCopy> copies(
      Actor actor,
      @Nullable String form,
      boolean unread,
      java.time.@Nullable Instant before,
      int limit) {
    return copies.of(actor.personId(), form, unread, before, limit);
  }

  /** Marks copies of one's own as read. */
  public void read(Actor actor, List<UUID> read) {
    copies.read(actor.personId(), read, clock.instant());
  }

  /**
   * An instance in a few words.
   *
   * @param nodes keys of the nodes where it stands
   */
  public record Started(
      UUID id,
      String form,
      UUID recordId,
      String flow,
      String state,
      @Nullable String result,
      java.time.Instant startedAt,
      java.time.@Nullable Instant finishedAt,
      List<String> nodes) {}
}
