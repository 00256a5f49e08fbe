package io.xiaodan.action;

import io.xiaodan.expression.Template;
import io.xiaodan.kernel.Message;
import io.xiaodan.notification.NewNotice;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tells people inside the product. */
public final class Notify implements Action {

  private final Template title;
  private final @Nullable Template body;
  private final Who who;
  private final RecordLink link;

  private Notify(Template title, @Nullable Template body, Who who, RecordLink link) {
    this.title = title;
    this.body = body;
    this.who = who;
    this.link = link;
  }

  static @Nullable Notify read(ActionReader reader, JsonNode step, String place) {
    Template title = reader.template(step, "title", place);
    Template body = step.has("body") ? reader.template(step, "body", place) : null;
    Who who = reader.who(step, place);
    RecordLink link = RecordLink.read(reader, step, place);
    return title == null ? null : new Notify(title, body, who, link);
  }

  @Override
  public String name() {
    return "notify";
  }

  Outcome carryOut(Stage stage) {
    Set<UUID> told = stage.people(stage.assignees(who));
    if (told.isEmpty()) {
      return new Outcome.NotSent(Message.of("action.nobody"));
    }
    RecordLink.Target target = link.target(stage);
    String heading = stage.render(title);
    String text = body == null ? null : stage.render(body);
    List<NewNotice> notices =
        told.stream()
            .map(person ->
                new NewNotice(
                    stage.occasion().id("notice", person.toString()),
                    person,
                    heading,
                    text,
                    target.form(),
                    target.id()))
            .toList();
    stage.give(notices);
    return new Outcome.Done(Map.of("people", told));
  }
}
