package io.xiaodan.rule;

import io.xiaodan.action.Action;
import io.xiaodan.action.ActionReader;
import io.xiaodan.action.Refuse;
import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.FormulaReader;
import io.xiaodan.form.Labels;
import io.xiaodan.kernel.Message;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns one rule's document into the compiled rule. */
final class RuleCompiler {

  private final Compilation compilation;
  private final ArtifactId id;

  RuleCompiler(Compilation compilation, ArtifactId id) {
    this.compilation = compilation;
    this.id = id;
  }

  /** The rule as far as it is sound; null when there is nothing to hang it on. */
  @Nullable Rule compile(JsonNode document) {
    String key = document.path("form").asString("");
    Form form = compilation.find(Form.TYPE, key);
    if (form == null) {
      error("form", "rule.form_unknown", "form", key);
      return null;
    }
    Trigger trigger = new TriggerReader(compilation, id, form).read(document.path("trigger"));
    Formula when =
        document.has("when") ? when(form, trigger, document.path("when").asString("")) : null;
    List<RuleStep> steps = steps(form, trigger, document.path("steps"));
    boolean broken = document.has("when") && when == null;
    return new Rule(
        id.key(),
        Labels.read(document.path("label"), id.key()),
        document.path("enabled").asBoolean(true) && !broken,
        form,
        trigger,
        when,
        steps);
  }

  /** The condition sees heads of referenced records only, because it must not wait for a query. */
  private @Nullable Formula when(Form form, Trigger trigger, String text) {
    Schema schema = trigger.on().isEmpty() ? form.schema() : ActionReader.conditionSchema(form);
    Formula when = new FormulaReader(compilation, id).read(text, schema, ValueType.BOOLEAN, "when");
    if (when == null) {
      return null;
    }
    for (Path path : when.dependencies()) {
      if (readsForeignLines(form, path)) {
        error("when", "rule.foreign_lines", "path", path);
      }
    }
    return when;
  }

  private boolean readsForeignLines(Form form, Path path) {
    Form at = form;
    List<String> names =
        path.names().getFirst().equals("before")
            ? path.names().subList(1, path.names().size())
            : path.names();
    for (int i = 0; i < names.size() && at != null; i++) {
      if (i > 0 && at.lines().containsKey(names.get(i))) {
        return true;
      }
      FormField field = at.fields().get(names.get(i));
      at =
          field != null && field.type().valueType() instanceof ValueType.RecordOf target
              ? compilation.find(Form.TYPE, target.form())
              : null;
    }
    return false;
  }

  private List<RuleStep> steps(Form form, Trigger trigger, JsonNode documents) {
    ActionReader reader =
        trigger.timing() instanceof Timing.Every every && every.together()
            ? ActionReader.ofMany(compilation, id, form)
            : new ActionReader(compilation, id, form);
    Set<String> keys = new LinkedHashSet<>();
    for (JsonNode step : documents) {
      String key = step.path("key").asString("");
      if (!keys.add(key)) {
        error("steps." + key, "rule.step_twice", "step", key);
      }
    }
    List<RuleStep> steps = new ArrayList<>();
    for (JsonNode step : documents) {
      String key = step.path("key").asString("");
      String place = "steps." + key + ".when";
      List<String> after = new ArrayList<>();
      for (JsonNode before : step.path("after")) {
        if (!keys.contains(before.asString())) {
          error("steps." + key + ".after", "rule.after_unknown", "step", before.asString());
        } else if (!after.contains(before.asString())) {
          after.add(before.asString());
        }
      }
      Action action = reader.read(step, "steps." + key);
      Formula when =
          step.has("when") ? reader.condition(step.path("when").asString(""), place) : null;
      if (action != null) {
        steps.add(new RuleStep(key, action, when, after));
      }
    }
    refusesAlone(trigger, steps);
    StepOrder.circle(steps)
        .ifPresent(circle ->
            error(
                "steps." + circle.getFirst() + ".after",
                "rule.after_circle",
                "circle",
                String.join(" → ", circle)));
    return steps;
  }

  /** A change that is refused never happens, so nothing else can follow from it. */
  private void refusesAlone(Trigger trigger, List<RuleStep> steps) {
    for (RuleStep step : steps) {
      if (step.action() instanceof Refuse && trigger.on().isEmpty()) {
        error("steps." + step.key(), "rule.refuse_what");
      } else if (step.action() instanceof Refuse && (steps.size() > 1 || step.when() != null)) {
        error("steps." + step.key(), "rule.refuse_alone");
      }
    }
  }

  private void error(String place, String code, Object... namesAndValues) {
    compilation.error(id, place, Message.of(code, namesAndValues));
  }
}
