package io.xiaodan.action;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Template;
import io.xiaodan.expression.Values;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Violation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Keeps a change from being saved and says why. It is not carried out later as the other actions
 * are, but asked for while the change is decided.
 */
public final class Refuse implements Action {

  private final Template message;
  private final @Nullable String field;

  private Refuse(Template message, @Nullable String field) {
    this.message = message;
    this.field = field;
  }

  static @Nullable Refuse read(ActionReader reader, JsonNode step, String place) {
    Template message = reader.template(step, "message", place);
    String field = step.path("field").asString(null);
    if (field != null && !reader.form().fields().containsKey(field)) {
      reader.error(
          place + ".field", "action.field_unknown", "form", reader.form().label(), "field", field);
    }
    return message == null ? null : new Refuse(message, field);
  }

  @Override
  public String name() {
    return "refuse";
  }

  /** What the person is told, at the field it is about or at the record as a whole. */
  public Violation violation(Values values, Environment environment) {
    Message said = Message.of("action.refused", "text", message.render(values, environment));
    return new Violation(said, field, null, null);
  }
}
