package io.xiaodan.action;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.Template;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormulaReader;
import io.xiaodan.kernel.Message;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compiles the actions of one artifact; whatever is wrong is reported with its place. */
public final class ActionReader {

  private final Compilation compilation;
  private final ArtifactId artifact;
  private final Form form;
  private final Schema schema;
  private final FormulaReader formulas;

  /**
   * @param form of the record the actions are about
   */
  public ActionReader(Compilation compilation, ArtifactId artifact, Form form) {
    this(compilation, artifact, form, schema(form));
  }

  private ActionReader(Compilation compilation, ArtifactId artifact, Form form, Schema schema) {
    this.compilation = compilation;
    this.artifact = artifact;
    this.form = form;
    this.schema = schema;
    this.formulas = new FormulaReader(compilation, artifact);
  }

  /**
   * Actions about many records of a form at once: formulas see them as {@code items} and nothing
   * else.
   */
  public static ActionReader ofMany(Compilation compilation, ArtifactId artifact, Form form) {
    ValueType items = new ValueType.ListOf(new ValueType.RecordOf(form.key(), form.schema()));
    return new ActionReader(
        compilation, artifact, form, with(_ -> Optional.empty(), "items", items));
  }

  /** What conditions see: the record's fields, and those before the change as {@code before.}. */
  public static Schema conditionSchema(Form form) {
    return with(form.schema(), "before", new ValueType.RecordOf(form.key(), form.schema()));
  }

  /**
   * What the formulas of actions see: as a condition, and as {@code now.} the record as it stands
   * when the action is carried out.
   */
  public static Schema schema(Form form) {
    return with(conditionSchema(form), "now", new ValueType.RecordOf(form.key(), form.schema()));
  }

  /** The same reader where formulas see one more name. */
  ActionReader within(String name, ValueType type) {
    return new ActionReader(compilation, artifact, form, with(schema, name, type));
  }

  /**
   * One action.
   *
   * @param step a document that has the shape of a step
   * @param place of the step in its artifact, such as {@code steps.mail}
   * @return the action, or null after reporting an error
   */
  public @Nullable Action read(JsonNode step, String place) {
    return switch (step.path("action").asString("")) {
      case "create_record" -> CreateRecord.read(this, step, place);
      case "update_record" -> UpdateRecord.read(this, step, place);
      case "delete_record" -> DeleteRecord.read(this, step, place);
      case "start_flow" -> StartFlow.read(this, step, place);
      case "call_rule" -> CallRule.read(this, step, place);
      case "for_each" -> ForEach.read(this, step, place);
      case "wait" -> Wait.read(this, step, place);
      case "continue_if" -> ContinueIf.read(this, step, place);
      case "refuse" -> Refuse.read(this, step, place);
      case "create_task" -> CreateTask.read(this, step, place);
      case "notify" -> Notify.read(this, step, place);
      case "send_email" -> SendEmail.read(this, step, place);
      case "send_sms" -> SendSms.read(this, step, place);
      case "send_robot" -> SendRobot.read(this, step, place);
      case "send_webhook" -> SendWebhook.read(this, step, place);
      case String other -> {
        error(place, "action.unknown", "action", other);
        yield null;
      }
    };
  }

  Form form() {
    return form;
  }

  Schema schema() {
    return schema;
  }

  /** The schema with one more name. */
  static Schema with(Schema schema, String more, ValueType type) {
    return name -> name.equals(more) ? Optional.of(type) : schema.typeOf(name);
  }

  void error(String place, String code, Object... namesAndValues) {
    compilation.error(artifact, place, Message.of(code, namesAndValues));
  }

  void error(String place, Message message) {
    compilation.error(artifact, place, message);
  }

  void warning(String place, String code, Object... namesAndValues) {
    compilation.warning(artifact, place, Message.of(code, namesAndValues));
  }

  /** A form by key, or null after reporting that there is none. */
  @Nullable Form target(String key, String place) {
    Form target = compilation.find(Form.TYPE, key);
    if (target == null) {
      error(place, "action.form_unknown", "form", key);
    }
    return target;
  }

  Compilation compilation() {
    return compilation;
  }

  /** Whom an action is for. */
  Who who(JsonNode step, String place) {
    return Who.read(compilation, artifact, form, schema(), step.path("who"), place + ".who");
  }

  @Nullable Formula formula(String text, Schema schema, ValueType expected, String place) {
    return formulas.read(text, schema, expected, place);
  }

  /** A condition that is looked at when the step begins; null after reporting what is wrong. */
  public @Nullable Formula condition(String text, String place) {
    return formulas.read(text, schema, ValueType.BOOLEAN, place);
  }

  @Nullable Formula formula(String text, Schema schema, String place) {
    return formulas.read(text, schema, place);
  }

  /** A template of a step, or null after reporting what is wrong with it. */
  @Nullable Template template(JsonNode step, String key, String place) {
    return formulas.template(step.path(key).asString(""), schema(), place + "." + key);
  }

  /**
   * A formula that gives a record. The record of the action itself is written {@code id}, and the
   * id of a record stands for the record.
   *
   * @return the formula and the form of the record, or null after reporting what is wrong
   */
  @Nullable RecordFormula record(String text, Schema schema, String place) {
    String path = text.strip();
    if (path.equals("id")) {
      Formula own = formula(path, schema, ValueType.TEXT, place);
      return own == null ? null : new RecordFormula(own, form);
    }
    String record = path.matches("[\\w.]+\\.id") ? path.substring(0, path.length() - 3) : path;
    Formula formula = formula(record, schema, place);
    if (formula == null) {
      return null;
    }
    Form target =
        formula.type() instanceof ValueType.RecordOf of
            ? compilation.find(Form.TYPE, of.form())
            : null;
    if (target == null) {
      error(place, "action.not_a_record", "formula", text);
      return null;
    }
    return new RecordFormula(formula, target);
  }
}
