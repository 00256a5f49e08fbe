package io.xiaodan.action;

import io.xiaodan.expression.Template;
import io.xiaodan.kernel.Message;
import io.xiaodan.task.Assignees;
import io.xiaodan.task.NewTask;
import io.xiaodan.task.TaskKind;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Puts something to do on the lists of people. */
public final class CreateTask implements Action {

  private final Template title;
  private final Who who;
  private final RecordLink link;

  private CreateTask(Template title, Who who, RecordLink link) {
    this.title = title;
    this.who = who;
    this.link = link;
  }

  static @Nullable CreateTask read(ActionReader reader, JsonNode step, String place) {
    Template title = reader.template(step, "title", place);
    Who who = reader.who(step, place);
    RecordLink link = RecordLink.read(reader, step, place);
    return title == null ? null : new CreateTask(title, who, link);
  }

  @Override
  public String name() {
    return "create_task";
  }

  Outcome carryOut(Stage stage) {
    Assignees assignees = stage.assignees(who);
    if (assignees.isNobody()) {
      return new Outcome.Failed(false, Message.of("action.nobody"));
    }
    RecordLink.Target target = link.target(stage);
    UUID id = stage.occasion().id("task");
    stage.create(
        new NewTask(
            id,
            TaskKind.TODO,
            target.form(),
            target.id(),
            null,
            stage.occasion().step(),
            stage.render(title),
            stage.environment().now(),
            assignees));
    return new Outcome.Done(Map.of("task", id, "who", assignees.keys()));
  }
}
