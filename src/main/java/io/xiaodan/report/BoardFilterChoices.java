package io.xiaodan.report;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The values there are to choose from for a filter of a dashboard, among the rows one sees. */
@Component
public class BoardFilterChoices {

  private static final int MOST = 100;

  private final Inquiries inquiries;
  private final Questions questions;
  private final Messages messages;
  private final Workspace workspace;

  BoardFilterChoices(
      Inquiries inquiries, Questions questions, Messages messages, Workspace workspace) {
    this.inquiries = inquiries;
    this.questions = questions;
    this.messages = messages;
    this.workspace = workspace;
  }

  /**
   * A value to choose.
   *
   * @param value as a filter takes it
   */
  public record Choice(Object value, String label) {}

  /**
   * @param limited whether there are more
   */
  public record Found(List<Choice> items, boolean limited) {}

  /**
   * The values of the first source that the person sees.
   *
   * @param search only values whose label contains it, letters of either case
   * @throws io.xiaodan.kernel.ProblemException not found, for the dashboard or the filter
   */
  public Found of(Blueprint blueprint, Actor actor, String key, String filter, String search) {
    Dashboard dashboard = inquiries.require(blueprint, actor, key);
    BoardFilter found = dashboard.filters().get(filter);
    if (found == null) {
      throw Problem.of(ProblemKind.NOT_FOUND, "report.no_filter", "key", filter).exception();
    }
    Map.Entry<String, String> field = found.fields().entrySet().iterator().next();
    Answer answer = questions.answer(blueprint, actor, inquiry(field.getKey(), field.getValue()));
    AnswerColumn column = answer.columns().getFirst();
    CellTexts texts = new CellTexts(messages, actor.language(), workspace.zone());
    String wanted = search.strip().toLowerCase(Locale.ROOT);
    List<Choice> choices = new ArrayList<>();
    boolean more = answer.limited();
    for (List<@Nullable Object> row : answer.rows()) {
      Object value = row.getFirst();
      Object label = texts.of(column, value);
      if (value == null || label == null) {
        continue;
      }
      if (label.toString().toLowerCase(Locale.ROOT).contains(wanted)) {
        if (choices.size() == MOST) {
          more = true;
          break;
        }
        Object plain = value instanceof Answer.Titled titled ? titled.id() : value;
        choices.add(new Choice(plain, label.toString()));
      }
    }
    return new Found(choices, more);
  }

  private static Inquiry inquiry(String source, String field) {
    ObjectNode question = JsonNodeFactory.instance.objectNode();
    question.put("source", source);
    question.putArray("dimensions").addObject().put("key", "value").put("formula", field);
    question.putArray("measures").addObject().put("key", "rows").put("aggregate", "count");
    question.put("limit", 10_000);
    return new Inquiry(question, null, null, null, null, null, null, null);
  }
}
