package io.xiaodan.amendment;

import io.xiaodan.amendment.AmendmentTerms.Figure;
import io.xiaodan.amendment.AmendmentTerms.Proposals;
import io.xiaodan.amendment.AmendmentTerms.Requirement;
import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Template;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.FormulaReader;
import io.xiaodan.form.Labels;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one document; everything wrong is reported with its place. */
final class AmendmentReader {

  private final Compilation compilation;
  private final ArtifactId id;
  private final Form form;
  private final Form proposals;
  private final JsonNode document;
  private final FormulaReader formulas;
  private boolean sound = true;

  AmendmentReader(
      Compilation compilation, ArtifactId id, Form form, Form proposals, JsonNode document) {
    this.compilation = compilation;
    this.id = id;
    this.form = form;
    this.proposals = proposals;
    this.document = document;
    this.formulas = new FormulaReader(compilation, id);
  }

  @Nullable AmendmentTerms read() {
    Formula when =
        formulas.read(document.path("when").asString(), form.schema(), ValueType.BOOLEAN, "when");
    Set<String> fields = fields();
    List<String> facts = facts();
    List<Requirement> requirements = requirements();
    Proposals read = proposals();
    return when == null || !sound
        ? null
        : new AmendmentTerms(
            id.key(),
            Labels.read(document.path("label"), id.key()),
            form,
            when,
            fields,
            facts,
            requirements,
            read);
  }

  private void error(String place, String code, Object... arguments) {
    sound = false;
    compilation.error(id, place, Message.of(code, arguments));
  }

  private Set<String> fields() {
    Set<String> fields = new LinkedHashSet<>();
    for (JsonNode one : document.path("fields")) {
      String key = one.asString();
      int dot = key.indexOf('.');
      LineItems lines = form.lines().get(dot < 0 ? key : key.substring(0, dot));
      FormField field =
          dot < 0
              ? form.fields().get(key)
              : lines == null ? null : lines.columns().get(key.substring(dot + 1));
      if (field == null && (dot >= 0 || lines == null)) {
        error("fields", "amendment.field_unknown", "field", key, "form", form.label());
      } else if (field != null && field.filling().isComputed()) {
        error("fields", "amendment.field_computed", "field", field.label());
      } else {
        fields.add(key);
      }
    }
    return fields;
  }

  private List<String> facts() {
    List<String> facts = new ArrayList<>();
    for (JsonNode one : document.path("facts")) {
      if (form.fields().containsKey(one.asString())) {
        facts.add(one.asString());
      } else {
        error("facts", "amendment.field_unknown", "field", one.asString(), "form", form.label());
      }
    }
    return facts;
  }

  private List<Requirement> requirements() {
    List<Requirement> requirements = new ArrayList<>();
    for (JsonNode one : document.path("requirements")) {
      String key = one.path("key").asString();
      String place = "requirements." + key + ".";
      Formula formula =
          formulas.read(
              one.path("formula").asString(), form.schema(), ValueType.BOOLEAN, place + "formula");
      Label both = Labels.read(one.path("message"), key);
      Template zh = formulas.template(both.in(Language.ZH), form.schema(), place + "message");
      Template en = formulas.template(both.in(Language.EN), form.schema(), place + "message.en");
      if (formula == null || zh == null || en == null) {
        sound = false;
      } else {
        requirements.add(new Requirement(key, formula, zh, en));
      }
    }
    return requirements;
  }

  private Proposals proposals() {
    JsonNode in = document.path("proposals");
    String record = in.path("record").asString();
    FormField reference = proposals.fields().get(record);
    if (reference == null
        || !(reference.type() instanceof ReferenceType type)
        || !type.form().equals(form.key())) {
      error("proposals.record", "amendment.no_reference", "field", record, "form", form.label());
    }
    String state = typed(in, "state", "select", "proposals.state");
    FormField states = proposals.fields().get(state);
    if (states != null) {
      for (AmendmentState each : AmendmentState.values()) {
        if (states
                .type()
                .coerce(tools.jackson.databind.node.StringNode.valueOf(each.key()))
                .refusal()
            != null) {
          error("proposals.state", "amendment.option_missing", "option", each.key());
        }
      }
    }
    String reason = in.path("reason").asString();
    FormField why = proposals.fields().get(reason);
    if (why == null || why.type().valueType() != ValueType.TEXT) {
      error(
          "proposals.reason",
          "amendment.field_unknown",
          "field",
          reason,
          "form",
          proposals.label());
    }
    List<Figure> figures = new ArrayList<>();
    for (JsonNode one : in.path("figures")) {
      String place = "proposals.figures[" + figures.size() + "].";
      figures.add(
          new Figure(
              number(form, one, "of", place),
              number(proposals, one, "before", place),
              number(proposals, one, "after", place)));
    }
    String over = in.has("over") ? number(proposals, in, "over", "proposals.") : null;
    return new Proposals(proposals, record, state, reason, figures, over);
  }

  private String typed(JsonNode in, String name, String type, String place) {
    String key = in.path(name).asString();
    FormField field = proposals.fields().get(key);
    if (field == null || !field.type().name().equals(type)) {
      error(place, "amendment.field_type", "field", key, "type", type);
    }
    return key;
  }

  private String number(Form of, JsonNode in, String name, String place) {
    String key = in.path(name).asString();
    FormField field = of.fields().get(key);
    if (field == null || field.type().valueType() != ValueType.NUMBER) {
      error(place + name, "amendment.no_number", "field", key, "form", of.label());
    }
    return key;
  }
}
