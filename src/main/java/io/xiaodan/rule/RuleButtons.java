package io.xiaodan.rule;

import io.xiaodan.expression.Environment;
import io.xiaodan.identity.Role;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Rules that people set off on a record by pressing a button. */
@Component
public class RuleButtons {

  private final Records records;
  private final RunStarter starter;
  private final TransactionTemplate transaction;
  private final Workspace workspace;
  private final Clock clock;

  RuleButtons(
      Records records,
      RunStarter starter,
      TransactionTemplate transaction,
      Workspace workspace,
      Clock clock) {
    this.records = records;
    this.starter = starter;
    this.transaction = transaction;
    this.workspace = workspace;
    this.clock = clock;
  }

  /**
   * A button that somebody may press on a record at this moment.
   *
   * @param rule key of the rule
   * @param confirm a question to be asked before; null for none
   */
  public record Offer(String rule, Label label, @Nullable Label confirm) {}

  /**
   * The buttons on a record: those of enabled rules whose condition holds, that are for one of the
   * person's roles.
   *
   * @throws io.xiaodan.kernel.ProblemException not found for a record the person does not see
   */
  public List<Offer> offers(Caller caller, String form, UUID id) {
    StoredRecord record = records.get(caller, form, id);
    return caller.blueprint().all(Rule.TYPE).values().stream()
        .filter(rule -> isOffered(caller, rule, record))
        .map(rule -> offer(rule, rule.trigger().button()))
        .toList();
  }

  private static Offer offer(Rule rule, @Nullable Button button) {
    return new Offer(
        rule.key(),
        button == null ? rule.label() : button.label(),
        button == null ? null : button.confirm());
  }

  private boolean isOffered(Caller caller, Rule rule, StoredRecord record) {
    Button button = rule.trigger().button();
    if (button == null
        || !rule.enabled()
        || !rule.form().key().equals(record.form())
        || record.deletedAt() != null) {
      return false;
    }
    boolean mayPress =
        button.roles().isEmpty()
            || caller.actor().has(Role.ADMINISTRATOR)
            || button.roles().stream().anyMatch(caller.actor()::has);
    return mayPress
        && (rule.when() == null
            || rule.when()
                .test(
                    records.valuesNow(caller, record),
                    Environment.of(clock.instant(), workspace.zone())));
  }

  /**
   * Presses a button.
   *
   * @param rev the revision the person looks at, so that a button is not pressed on what has
   *     changed meanwhile
   * @return id of the run
   * @throws io.xiaodan.kernel.ProblemException not found for a record or button the person does not
   *     see; conflict when the record has changed
   */
  public UUID press(Caller caller, String form, UUID id, String rule, long rev) {
    return java.util.Objects.requireNonNull(
        transaction.execute(_ -> {
          StoredRecord record = records.lock(caller, form, id);
          Rule pressed =
              caller
                  .blueprint()
                  .find(Rule.TYPE, rule)
                  .filter(found -> isOffered(caller, found, record))
                  .orElseThrow(
                      () -> Problem.of(ProblemKind.NOT_FOUND, "rule.no_button").exception());
          if (record.rev() != rev) {
            throw Problem.of(ProblemKind.CONFLICT, "record.conflict").exception();
          }
          return starter
              .start(caller.blueprint(), pressed, List.of(record), caller.actor().personId())
              .getFirst();
        }));
  }
}
