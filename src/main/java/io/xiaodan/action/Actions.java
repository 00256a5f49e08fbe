package io.xiaodan.action;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.FormulaException;
import io.xiaodan.expression.Values;
import io.xiaodan.identity.People;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.notification.Delivery;
import io.xiaodan.notification.Messenger;
import io.xiaodan.notification.Notices;
import io.xiaodan.notification.OutgoingMessage;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import io.xiaodan.task.NewTask;
import io.xiaodan.task.Tasks;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carries actions out.
 *
 * <p>Formulas see the occasion's record as it was given, and whatever it refers to as it is when
 * the action runs.
 */
@Component
public class Actions {

  /** What actions need of the house. */
  record Services(
      Records records,
      Tasks tasks,
      Notices notices,
      Function<OutgoingMessage, Delivery> sender,
      People people,
      JdbcTemplate database,
      JsonMapper json,
      SheetPress press,
      FlowStarts flows,
      RuleCalls calls,
      Consumer<NewTask> handOut) {

    /** The same with another way for messages. */
    Services sending(Function<OutgoingMessage, Delivery> other) {
      return new Services(
          records, tasks, notices, other, people, database, json, press, flows, calls, handOut);
    }

    /** The same with another way for to-dos. */
    Services handing(Consumer<NewTask> other) {
      return new Services(
          records, tasks, notices, sender, people, database, json, press, flows, calls, other);
    }

    /** The same with another way for rules that are called. */
    Services calling(RuleCalls other) {
      return new Services(
          records, tasks, notices, sender, people, database, json, press, flows, other, handOut);
    }
  }

  private final Services services;
  private final Clock clock;
  private final Workspace workspace;

  Actions(
      Records records,
      Tasks tasks,
      Notices notices,
      Messenger messenger,
      People people,
      JdbcTemplate database,
      JsonMapper json,
      SheetPress press,
      ObjectProvider<FlowStarts> flows,
      ObjectProvider<RuleCalls> calls,
      Clock clock,
      Workspace workspace) {
    this.services =
        new Services(
            records,
            tasks,
            notices,
            messenger::send,
            people,
            database,
            json,
            press,
            (caller, form, record, starter) ->
                flows.getObject().start(caller, form, record, starter),
            (occasion, rule, form, record) -> calls.getObject().call(occasion, rule, form, record),
            task -> tasks.handOut(List.of(task)));
    this.clock = clock;
    this.workspace = workspace;
  }

  /**
   * Carries an action out once: within the caller's transaction, which an {@link Action#isOutward()
   * outward} one must not have.
   *
   * @throws io.xiaodan.kernel.ProblemException when the record door refuses; {@link Outcome#of}
   *     says what that means. The transaction is not to be committed then, unless it is taken back
   *     to where the action began
   * @throws EntryFailed when one entry of a list could not be done; the same holds
   * @throws FormulaException when a formula goes beyond its limits
   */
  public Outcome carryOut(Action action, Occasion occasion) {
    return perform(action, stage(occasion, services));
  }

  /**
   * The same, with others in one transaction.
   *
   * @param tasks takes the to-dos it hands out, for {@link #handOut}
   */
  public Outcome carryOut(Action action, Occasion occasion, Consumer<NewTask> tasks) {
    return perform(action, stage(occasion, services.handing(tasks)));
  }

  /** Writes to-dos in one statement, and tells whom they are for after the commit. */
  public void handOut(List<NewTask> tasks) {
    services.tasks().handOut(tasks);
  }

  /**
   * Carries an action out within a transaction that the caller takes back afterwards.
   *
   * @param sent takes the messages that would have gone out
   * @param calls plays the rules that are called
   * @throws io.xiaodan.kernel.ProblemException as {@link #carryOut}
   */
  public Outcome rehearse(
      Action action, Occasion occasion, Consumer<OutgoingMessage> sent, RuleCalls calls) {
    Services quiet =
        services
            .sending(message -> {
              sent.accept(message);
              return new Delivery.Sent();
            })
            .calling(calls);
    return perform(action, stage(occasion, quiet));
  }

  /** Whether a condition holds on this occasion, at this moment. */
  public boolean holds(Formula condition, Occasion occasion) {
    Stage stage = stage(occasion, services);
    return condition.test(stage.values(), stage.environment());
  }

  private Stage stage(Occasion occasion, Services services) {
    Caller caller = new Caller(occasion.blueprint(), occasion.actor());
    Values after = services.records().valuesNow(caller, occasion.record());
    Values before =
        occasion.before() == null ? null : services.records().valuesNow(caller, occasion.before());
    Supplier<Values> now = SingletonSupplier.of(() -> now(caller, occasion));
    Supplier<List<Values>> many = occasion.items();
    Supplier<List<Values>> items = many == null ? null : SingletonSupplier.of(many);
    Values values =
        name ->
            switch (name) {
              case "before" -> before;
              case "now" -> now.get();
              case "items" -> items == null ? after.get(name) : items.get();
              default -> after.get(name);
            };
    Environment environment = Environment.of(clock.instant(), workspace.zone());
    return new Stage(services, occasion, caller, values, environment);
  }

  /** The record as it stands; one that is gone for good has no values. */
  private Values now(Caller caller, Occasion occasion) {
    Records records = services.records();
    try {
      return records.valuesNow(
          caller, records.get(caller, occasion.form().key(), occasion.record().id()));
    } catch (ProblemException e) {
      if (e.problem().kind() == ProblemKind.NOT_FOUND) {
        return name -> null;
      }
      throw e;
    }
  }

  static Outcome perform(Action action, Stage stage) {
    return switch (action) {
      case CreateRecord create -> create.carryOut(stage);
      case UpdateRecord update -> update.carryOut(stage);
      case DeleteRecord delete -> delete.carryOut(stage);
      case StartFlow start -> start.carryOut(stage);
      case CallRule call -> call.carryOut(stage);
      case ForEach list -> list.carryOut(stage);
      case Wait pause -> pause.carryOut(stage);
      case ContinueIf condition -> condition.carryOut(stage);
      case Refuse _ -> new Outcome.Failed(false, Message.of("action.refuse_late"));
      case CreateTask task -> task.carryOut(stage);
      case Notify notice -> notice.carryOut(stage);
      case SendEmail email -> email.carryOut(stage);
      case SendSms sms -> sms.carryOut(stage);
      case SendRobot robot -> robot.carryOut(stage);
      case SendWebhook call -> call.carryOut(stage);
    };
  }
}
