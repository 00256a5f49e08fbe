package io.xiaodan.action;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.FormulaException;
import io.xiaodan.expression.Values;
import io.xiaodan.identity.People;
import io.xiaodan.notification.Messenger;
import io.xiaodan.notification.Notices;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import io.xiaodan.task.Tasks;
import java.time.Clock;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
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
      Messenger messenger,
      People people,
      JdbcTemplate database,
      JsonMapper json) {}

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
      Clock clock,
      Workspace workspace) {
    this.services = new Services(records, tasks, notices, messenger, people, database, json);
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
   * @throws FormulaException when a formula goes beyond its limits
   */
  public Outcome carryOut(Action action, Occasion occasion) {
    Caller caller = new Caller(occasion.blueprint(), occasion.actor());
    Values after = services.records().valuesNow(caller, occasion.record());
    Values before =
        occasion.before() == null ? null : services.records().valuesNow(caller, occasion.before());
    Values values = name -> name.equals("before") ? before : after.get(name);
    Environment environment = Environment.of(clock.instant(), workspace.zone());
    Stage stage = new Stage(services, occasion, caller, values, environment);
    return switch (action) {
      case CreateRecord create -> create.carryOut(stage);
      case UpdateRecord update -> update.carryOut(stage);
      case CreateTask task -> task.carryOut(stage);
      case Notify notice -> notice.carryOut(stage);
      case SendEmail email -> email.carryOut(stage);
      case SendSms sms -> sms.carryOut(stage);
    };
  }
}
