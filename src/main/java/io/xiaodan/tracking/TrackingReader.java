package io.xiaodan.tracking;

import io.xiaodan.access.RoleRights;
import io.xiaodan.action.Who;
import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.Template;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.FormulaReader;
import io.xiaodan.form.Labels;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.type.AttachmentType;
import io.xiaodan.form.type.DepartmentType;
import io.xiaodan.form.type.PersonType;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.print.PrintTemplate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one document; everything wrong is reported with its place. */
final class TrackingReader {

  private static final int DAY_MINUTES = 1440;

  private final Compilation compilation;
  private final ArtifactId id;
  private final Form form;
  private final JsonNode document;
  private final FormulaReader formulas;

  TrackingReader(Compilation compilation, ArtifactId id, Form form, JsonNode document) {
    this.compilation = compilation;
    this.id = id;
    this.form = form;
    this.document = document;
    this.formulas = new FormulaReader(compilation, id);
  }

  @Nullable Tracking read() {
    Wording title = wording(document, "title", "title");
    Tracking.@Nullable Deliveries deliveries = deliveries();
    if (title == null) {
      return null;
    }
    return new Tracking(
        id.key(),
        Labels.read(document.path("label"), id.key()),
        form,
        title,
        wording(document, "intro", "intro"),
        wording(document, "contact", "contact"),
        test(form, document, "when", ""),
        roles(),
        document.has("days") ? document.path("days").asInt() : null,
        search(),
        stages(),
        notices(),
        expected(),
        shown(form, document.path("shown"), "shown"),
        deliveries,
        documents(deliveries),
        ask("urge"),
        ask("message"));
  }

  private void error(String place, String code, Object... arguments) {
    compilation.error(id, place, Message.of(code, arguments));
  }

  private @Nullable Formula test(Form of, JsonNode in, String name, String place) {
    return in.has(name)
        ? formulas.read(
            in.path(name).asString(), of.schema(), ValueType.BOOLEAN, place + name)
        : null;
  }

  /** A formula that gives a day or a moment. */
  private @Nullable Formula moment(JsonNode in, String name, String place) {
    if (!in.has(name)) {
      return null;
    }
    Formula read = formulas.read(in.path(name).asString(), form.schema(), place + name);
    if (read != null && read.type() != ValueType.DATE && read.type() != ValueType.DATETIME) {
      error(place + name, "tracking.no_moment");
      return null;
    }
    return read;
  }

  private @Nullable Wording wording(JsonNode in, String name, String place) {
    if (!in.has(name)) {
      return null;
    }
    Label both = Labels.read(in.path(name), "");
    Schema schema = form.schema();
    Template zh = formulas.template(both.in(Language.ZH), schema, place);
    Template en =
        both.zh().equals(both.en())
            ? zh
            : formulas.template(both.in(Language.EN), schema, place + ".en");
    return zh == null || en == null ? null : new Wording(zh, en);
  }

  private Set<String> roles() {
    Set<String> roles = new LinkedHashSet<>();
    for (JsonNode role : document.path("roles")) {
      roles.add(role.asString());
      if (compilation.find(RoleRights.TYPE, role.asString()) == null) {
        error("roles", "action.role_unknown", "role", role.asString());
      }
    }
    return roles;
  }

  private List<Tracking.SearchIn> search() {
    List<Tracking.SearchIn> all = new ArrayList<>();
    for (JsonNode one : document.path("search")) {
      String place = "search[" + all.size() + "]";
      String name = one.path("form").asString();
      Form target = compilation.find(Form.TYPE, name);
      String by = one.has("by") ? one.path("by").asString() : null;
      String reverse = one.has("reverse") ? one.path("reverse").asString() : null;
      if (target == null) {
        error(place, "tracking.form_unknown", "form", name);
      } else if (by != null && !leads(target.fields().get(by), form.key())) {
        error(place + ".by", "tracking.no_reference", "field", by, "form", form.label());
      } else if (reverse != null && !leads(form.fields().get(reverse), name)) {
        error(place + ".reverse", "tracking.no_reference", "field", reverse, "form", name);
      }
      all.add(new Tracking.SearchIn(name, by, reverse));
    }
    return all.isEmpty() ? List.of(new Tracking.SearchIn(form.key(), null, null)) : all;
  }

  private static boolean leads(@Nullable FormField field, String target) {
    return field != null
        && field.type() instanceof ReferenceType reference
        && reference.form().equals(target);
  }

  private List<Tracking.Stage> stages() {
    List<Tracking.Stage> stages = new ArrayList<>();
    for (JsonNode one : document.path("stages")) {
      String key = one.path("key").asString();
      String place = "stages." + key + ".";
      Formula when = test(form, one, "when", place);
      Formula at = moment(one, "at", place);
      if (stages.stream().anyMatch(stage -> stage.key().equals(key))) {
        error(place + "key", "tracking.key_taken", "key", key);
      }
      if (when != null) {
        stages.add(new Tracking.Stage(key, Labels.read(one.path("label"), key), when, at));
      }
    }
    return stages;
  }

  private List<Tracking.Announcement> notices() {
    List<Tracking.Announcement> notices = new ArrayList<>();
    for (JsonNode one : document.path("notices")) {
      String key = one.path("key").asString();
      String place = "notices." + key + ".";
      Formula when = test(form, one, "when", place);
      Wording text = wording(one, "text", place + "text");
      if (when != null && text != null) {
        notices.add(
            new Tracking.Announcement(
                key,
                when,
                text,
                one.path("level").asString("info"),
                one.path("ends").asBoolean(false)));
      }
    }
    return notices;
  }

  private List<Tracking.Expectation> expected() {
    List<Tracking.Expectation> expected = new ArrayList<>();
    for (JsonNode one : document.path("expected")) {
      String key = one.path("key").asString();
      String place = "expected." + key + ".";
      Wording reason = wording(one, "reason", place + "reason");
      if (reason != null) {
        expected.add(
            new Tracking.Expectation(
                key, test(form, one, "when", place), moment(one, "date", place), reason));
      }
    }
    return expected;
  }

  /** What is shown is checked field by field: people and departments stay inside. */
  private List<String> shown(Form of, JsonNode keys, String place) {
    List<String> shown = new ArrayList<>();
    for (JsonNode one : keys) {
      String key = one.asString();
      int dot = key.indexOf('.');
      LineItems lines = dot < 0 ? null : of.lines().get(key.substring(0, dot));
      FormField field =
          dot < 0
              ? of.fields().get(key)
              : lines == null ? null : lines.columns().get(key.substring(dot + 1));
      if (field == null) {
        error(place, "link.field_unknown", "field", key);
      } else if (field.type() instanceof PersonType || field.type() instanceof DepartmentType) {
        error(place, "link.no_people", "field", field.label());
      } else if (field.type() instanceof AttachmentType) {
        error(place, "tracking.no_files", "field", field.label());
      } else {
        shown.add(key);
      }
    }
    return shown;
  }

  private Tracking.@Nullable Deliveries deliveries() {
    JsonNode in = document.path("deliveries");
    if (!in.isObject()) {
      return null;
    }
    String name = in.path("form").asString();
    Form target = compilation.find(Form.TYPE, name);
    if (target == null) {
      error("deliveries.form", "tracking.form_unknown", "form", name);
      return null;
    }
    FormField by = target.fields().get(in.path("by").asString());
    if (by == null || !leads(by, form.key())) {
      error(
          "deliveries.by",
          "tracking.no_reference",
          "field",
          in.path("by").asString(),
          "form",
          form.label());
      return null;
    }
    String state = field(target, in, "state", "select");
    return new Tracking.Deliveries(
        target,
        by,
        test(target, in, "when", "deliveries."),
        shown(target, in.path("shown"), "deliveries.shown"),
        field(target, in, "carrier", "select"),
        field(target, in, "number", "text"),
        field(target, in, "phone", "phone"),
        state == null ? null : target.fields().get(state),
        in.has("connection") ? in.path("connection").asString() : null,
        sign(target, in.path("sign")));
  }

  private @Nullable String field(Form of, JsonNode in, String name, String type) {
    if (!in.has(name)) {
      return null;
    }
    FormField field = of.fields().get(in.path(name).asString());
    if (field == null || !field.type().name().equals(type)) {
      error(
          "deliveries." + name,
          "tracking.field_type",
          "field",
          in.path(name).asString(),
          "type",
          type);
      return null;
    }
    return field.key();
  }

  private Tracking.@Nullable Sign sign(Form target, JsonNode in) {
    if (!in.isObject()) {
      return null;
    }
    String place = "deliveries.sign.";
    Formula when = test(target, in, "when", place);
    String signature = field(target, in, "signature", "signature");
    String name = field(target, in, "name", "text");
    String at = field(target, in, "at", "datetime");
    if (when == null || signature == null || name == null) {
      return null;
    }
    return new Tracking.Sign(
        when, signature, name, at, new SetReader(formulas, id, compilation).read(target, in, place));
  }

  private List<Tracking.Paper> documents(Tracking.@Nullable Deliveries deliveries) {
    List<Tracking.Paper> papers = new ArrayList<>();
    for (JsonNode one : document.path("documents")) {
      String key = one.path("key").asString();
      String place = "documents." + key;
      String print = one.has("print") ? one.path("print").asString() : null;
      String field = one.has("field") ? one.path("field").asString() : null;
      PrintTemplate template = print == null ? null : compilation.find(PrintTemplate.TYPE, print);
      boolean own = template != null && template.form().key().equals(form.key());
      boolean delivery =
          template != null
              && deliveries != null
              && template.form().key().equals(deliveries.form().key());
      FormField files = field == null ? null : form.fields().get(field);
      if (print != null && (template == null || template.list() || !(own || delivery))) {
        error(place, "tracking.no_template", "template", print);
      } else if (print == null
          && (files == null || !(files.type() instanceof AttachmentType))) {
        error(place, "tracking.no_file_field", "field", String.valueOf(field));
      } else {
        Label label = files != null ? files.label() : Label.of(key);
        papers.add(
            new Tracking.Paper(
                key,
                one.has("label") ? Labels.read(one.path("label"), key) : label,
                print,
                delivery && !own,
                field,
                test(form, one, "when", place + ".")));
      }
    }
    return papers;
  }

  private Tracking.@Nullable Ask ask(String name) {
    JsonNode in = document.path(name);
    if (!in.isObject()) {
      return null;
    }
    Wording title = wording(in, "title", name + ".title");
    Who who = Who.read(compilation, id, form, form.schema(), in.path("who"), name + ".who");
    return title == null
        ? null
        : new Tracking.Ask(
            test(form, in, "when", name + "."),
            in.path("every").asInt(DAY_MINUTES),
            title,
            who);
  }
}
