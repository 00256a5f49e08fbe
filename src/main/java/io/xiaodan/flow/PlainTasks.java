package io.xiaodan.flow;

import io.xiaodan.form.type.TextType;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.SqlFragment;
import io.xiaodan.task.StoredTask;
import io.xiaodan.task.Tasks;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** To-dos that belong to no flow: done is done. */
@Component
class PlainTasks {

  /** The only outcome of a to-do. */
  static final String DONE = "done";

  private final JdbcTemplate database;
  private final Tasks tasks;
  private final Clock clock;

  PlainTasks(JdbcTemplate database, Tasks tasks, Clock clock) {
    this.database = database;
    this.tasks = tasks;
    this.clock = clock;
  }

  @Transactional
  public void finish(
      StoredTask task,
      Actor actor,
      @Nullable UUID behalf,
      String outcome,
      @Nullable String comment) {
    if (!outcome.equals(DONE)) {
      throw Problem.of(
              ProblemKind.MALFORMED, "flow.no_outcome", "node", task.node(), "outcome", outcome)
          .exception();
    }
    Message unfit = comment == null ? null : TextType.COMMENT.fit(comment).refusal();
    if (unfit != null) {
      throw Problem.invalid(List.of(Violation.at("comment", unfit))).exception();
    }
    SqlFragment finish =
        tasks.finish(task.id(), actor.personId(), behalf, clock.instant(), outcome, comment);
    if (database.update(finish.sql(), finish.binds().toArray()) == 0) {
      throw Problem.of(ProblemKind.CONFLICT, "record.conflict").exception();
    }
    SqlFragment release = tasks.release(task.id());
    database.update(release.sql(), release.binds().toArray());
  }
}
