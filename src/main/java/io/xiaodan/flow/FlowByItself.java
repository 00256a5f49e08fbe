package io.xiaodan.flow;

import io.xiaodan.action.Actions;
import io.xiaodan.action.Occasion;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.flow.FlowTimers.Alarm;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Messages;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Demands;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What an instance does by itself when its moment has come. */
@Component
class FlowByItself {

  private static final Logger log = LoggerFactory.getLogger(FlowByItself.class);

  /** How long to wait while a record is in the recycle bin. */
  private static final Duration REST = Duration.ofHours(1);

  private final FlowInstances instances;
  private final FlowVersions versions;
  private final FlowMoves moves;
  private final FlowTimers timers;
  private final Records records;
  private final Actions actions;
  private final Blueprints blueprints;
  private final Messages messages;
  private final Clock clock;

  FlowByItself(
      FlowInstances instances,
      FlowVersions versions,
      FlowMoves moves,
      FlowTimers timers,
      Records records,
      Actions actions,
      Blueprints blueprints,
      Messages messages,
      Clock clock) {
    this.instances = instances;
    this.versions = versions;
    this.moves = moves;
    this.timers = timers;
    this.records = records;
    this.actions = actions;
    this.blueprints = blueprints;
    this.messages = messages;
    this.clock = clock;
  }

  /** What an alarm finds when it goes off. */
  private record Found(
      Caller caller, FlowInstance instance, Flow flow, Token token, StoredRecord record) {}

  private @Nullable Found find(Alarm alarm, String type) {
    FlowInstance instance = instances.find(alarm.instance()).orElse(null);
    Token token = instance == null ? null : instance.place().token(alarm.token());
    if (instance == null || !instance.isRunning() || token == null) {
      return null;
    }
    Blueprint blueprint = atLeast(instance.blueprint());
    Caller caller = new Caller(blueprint, Actor.system(Origin.FLOW, instance.id()));
    StoredRecord record = records.get(caller, instance.form(), instance.recordId());
    if (record.deletedAt() != null) {
      timers.again(type, alarm, clock.instant().plus(REST));
      return null;
    }
    return new Found(caller, instance, versions.of(blueprint, instance), token, record);
  }

  private Blueprint atLeast(long version) {
    if (blueprints.current().version() < version) {
      blueprints.refresh();
    }
    return blueprints.current();
  }

  private void move(Found found, Operation operation, @Nullable String comment) {
    moves.move(
        found.caller(),
        found.instance(),
        found.flow(),
        operation,
        Note.of(found.token().node(), null, comment),
        null,
        Demands.NONE);
  }

  private Operation operation(Act act, Token token, int seat) {
    return Operation.of(act, Actor.SYSTEM, clock.instant(), token.id(), seat);
  }

  /** A delay is over. */
  void wake(Alarm alarm) {
    Found found = find(alarm, "flow.wake");
    if (found != null && found.token().phase() == Token.Phase.WAITING) {
      move(found, operation(Act.FIRE, found.token(), 0), null);
    }
  }

  /** A step of a time limit is due. */
  void limit(Alarm alarm) {
    Found found = find(alarm, "flow.limit");
    Seat seat = found == null ? null : found.token().seat(alarm.seat());
    if (found == null
        || seat == null
        || !seat.isOpen()
        || !(found.flow().node(found.token().node()) instanceof FlowNode.Human human)
        || human.asking().limit() == null
        || alarm.step() >= human.asking().limit().steps().size()) {
      return;
    }
    Act act =
        switch (human.asking().limit().steps().get(alarm.step()).deed()) {
          case REMIND -> Act.REMIND;
          case ESCALATE -> Act.ESCALATE;
          case PASS -> Act.APPROVE;
          case REJECT -> Act.REJECT;
          case TRANSFER -> Act.TRANSFER;
        };
    move(found, operation(act, found.token(), alarm.seat()).withStep(alarm.step()), null);
  }

  /** An automatic action is to be carried out; what cannot be mended stays for an administrator. */
  void carry(Alarm alarm) {
    Found found = find(alarm, "flow.action");
    if (found == null
        || found.token().phase() != Token.Phase.PERFORMING
        || !(found.flow().node(found.token().node()) instanceof FlowNode.Perform node)) {
      return;
    }
    String step = found.token().node() + "/" + found.token().id();
    Occasion occasion =
        new Occasion(
            found.caller().blueprint(),
            found.caller().actor(),
            found.instance().id(),
            step,
            "flow:" + found.instance().id() + ":" + step,
            found.caller().blueprint().find(Form.TYPE, found.instance().form()).orElseThrow(),
            found.record(),
            null,
            found.instance().startedBy());
    switch (actions.carryOut(node.action(), occasion)) {
      case io.xiaodan.action.Outcome.Done _ ->
          move(found, operation(Act.PERFORMED, found.token(), 0), null);
      case io.xiaodan.action.Outcome.Skipped _ ->
          move(found, operation(Act.PERFORMED, found.token(), 0), null);
      case io.xiaodan.action.Outcome.Later later -> timers.again("flow.action", alarm, later.due());
      case io.xiaodan.action.Outcome.NotSent notSent ->
          move(
              found,
              operation(Act.PERFORMED, found.token(), 0),
              messages.text(notSent.reason(), Language.ZH));
      case io.xiaodan.action.Outcome.Failed failed -> {
        log.warn(
            "flow instance={} node={} failed: {}",
            found.instance().id(),
            found.token().node(),
            failed.reason().code());
        if (failed.retryable()) {
          throw new ActionFailed(messages.text(failed.reason(), Language.ZH));
        }
        move(
            found,
            Operation.of(Act.COMMENT, Actor.SYSTEM, clock.instant(), found.token().id(), 0),
            messages.text(failed.reason(), Language.ZH));
      }
    }
  }

  /** An action did not work in a way that another try may mend. */
  private static final class ActionFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ActionFailed(String reason) {
      super(Objects.requireNonNull(reason), null, false, false);
    }
  }
}
