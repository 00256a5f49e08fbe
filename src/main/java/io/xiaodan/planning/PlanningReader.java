package io.xiaodan.planning;

import io.xiaodan.access.RoleRights;
import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Evaluator;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.HolidayCalendar;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.FormulaReader;
import io.xiaodan.form.Labels;
import io.xiaodan.form.LineItems;
import io.xiaodan.kernel.Message;
import io.xiaodan.ledger.Ledger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one document; everything wrong is reported with its place. */
final class PlanningReader {

  private static final Set<String> NUMBERS = Set.of("number", "money", "percent");
  private static final Set<String> DAYS = Set.of("date");
  private static final Set<String> TEXTS = Set.of("text");
  private static final Set<String> NAMES = Set.of("text", "reference");
  private static final Set<String> REFERENCE = Set.of("reference");
  private static final Schema NOTHING = name -> Optional.empty();

  private final Compilation compilation;
  private final ArtifactId id;
  private final JsonNode document;
  private final FormulaReader formulas;
  private boolean broken;

  PlanningReader(Compilation compilation, ArtifactId id, JsonNode document) {
    this.compilation = compilation;
    this.id = id;
    this.document = document;
    this.formulas = new FormulaReader(compilation, id);
  }

  @Nullable Planning read() {
    Planning.Materials materials = materials(document.path("materials"));
    Planning.Stock stock = stock(document.path("stock"));
    List<Planning.Source> demands = sources("demand");
    List<Planning.Source> supplies = sources("supply");
    Planning.Bills bills = document.has("bills") ? bills(document.path("bills")) : null;
    Planning.Buy buy = buy(document.path("buy"));
    Planning.Make make = document.has("make") ? make(document.path("make")) : null;
    Planning.Source history =
        document.has("history") ? source(document.path("history"), "history") : null;
    Set<String> roles = roles();
    if (broken || materials == null || stock == null || buy == null) {
      return null;
    }
    return new Planning(
        id.key(),
        Labels.read(document.path("label"), id.key()),
        roles,
        document.path("days").asInt(180),
        document.path("period").asInt(1),
        HolidayCalendar.of(days("holidays"), days("workingDays")),
        materials,
        stock,
        demands,
        supplies,
        bills,
        buy,
        make,
        history);
  }

  private void error(String place, String code, Object... arguments) {
    broken = true;
    compilation.error(id, place, Message.of(code, arguments));
  }

  private Set<LocalDate> days(String name) {
    Set<LocalDate> days = new TreeSet<>();
    document
        .path(name)
        .forEach(one -> {
          try {
            days.add(LocalDate.parse(one.asString()));
          } catch (java.time.format.DateTimeParseException e) {
            error(name, "planning.no_day", "text", one.asString());
          }
        });
    return days;
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

  private @Nullable Form form(JsonNode in, String place) {
    String name = in.path("form").asString("");
    Form form = compilation.find(Form.TYPE, name);
    if (form == null) {
      error(place + ".form", "planning.form_unknown", "form", name);
    }
    return form;
  }

  private @Nullable LineItems lines(@Nullable Form form, JsonNode in, String place) {
    String key = in.path("lines").asString("");
    LineItems lines = form == null ? null : form.lines().get(key);
    if (form != null && lines == null) {
      error(place + ".lines", "planning.lines", "field", key);
    }
    return lines;
  }

  private String field(
      Map<String, FormField> of, JsonNode in, String place, String name, Set<String> types) {
    String key = in.path(name).asString("");
    FormField field = of.get(key);
    if (field == null || !types.contains(field.type().name())) {
      error(
          place + "." + name,
          "planning.field",
          "field",
          key,
          "types",
          String.join(", ", new TreeSet<>(types)));
    }
    return key;
  }

  private @Nullable String optional(
      Map<String, FormField> of, JsonNode in, String place, String name, Set<String> types) {
    return in.has(name) ? field(of, in, place, name, types) : null;
  }

  private @Nullable Formula formula(
      JsonNode in, String name, Schema schema, ValueType type, String place) {
    if (!in.has(name)) {
      return null;
    }
    Formula read =
        formulas.read(in.path(name).asString(), schema, type, place + "." + name, Evaluator.SQL);
    broken |= read == null;
    return read;
  }

  private Planning.@Nullable Materials materials(JsonNode in) {
    Form form = form(in, "materials");
    if (form == null) {
      return null;
    }
    Map<String, FormField> fields = form.fields();
    return new Planning.Materials(
        form,
        formula(in, "when", form.schema(), ValueType.BOOLEAN, "materials"),
        formula(in, "made", form.schema(), ValueType.BOOLEAN, "materials"),
        optional(fields, in, "materials", "safety", NUMBERS),
        optional(fields, in, "materials", "lead", NUMBERS),
        optional(fields, in, "materials", "minimum", NUMBERS),
        optional(fields, in, "materials", "multiple", NUMBERS),
        optional(fields, in, "materials", "supplier", NAMES),
        optional(fields, in, "materials", "unit", TEXTS));
  }

  private @Nullable Ledger ledger(JsonNode in, String place, String... dimensions) {
    String key = in.path("ledger").asString("");
    Ledger ledger = compilation.find(Ledger.TYPE, key);
    if (ledger == null) {
      error(place + ".ledger", "planning.ledger_unknown", "ledger", key);
      return null;
    }
    if (!ledger.hasFigure(in.path("figure").asString(""))) {
      error(place + ".figure", "planning.figure", "figure", in.path("figure").asString(""));
      return null;
    }
    for (String each : dimensions) {
      if (!ledger.dimensions().containsKey(in.path(each).asString(""))) {
        error(place + "." + each, "planning.dimension", "dimension", in.path(each).asString(""));
        return null;
      }
    }
    return ledger;
  }

  private Planning.@Nullable Stock stock(JsonNode in) {
    Ledger ledger = ledger(in, "stock", "by");
    return ledger == null
        ? null
        : new Planning.Stock(ledger, in.path("figure").asString(), in.path("by").asString());
  }

  private List<Planning.Source> sources(String part) {
    List<Planning.Source> all = new ArrayList<>();
    for (JsonNode one : document.path(part)) {
      Planning.Source read = source(one, part + "[" + all.size() + "]");
      if (read != null) {
        all.add(read);
      }
    }
    return all;
  }

  private Planning.@Nullable Source source(JsonNode in, String place) {
    Form form = form(in, place);
    LineItems lines = in.has("lines") ? lines(form, in, place) : null;
    if (form == null || in.has("lines") && lines == null) {
      return null;
    }
    Map<String, FormField> fields = lines == null ? form.fields() : lines.columns();
    Schema schema = lines == null ? form.schema() : lines.schema();
    Formula date = formula(in, "date", schema, ValueType.DATE, place);
    if (date == null) {
      error(place + ".date", "planning.no_date");
      return null;
    }
    return new Planning.Source(
        in.path("key").asString(form.key()),
        form,
        lines,
        formula(in, "when", schema, ValueType.BOOLEAN, place),
        field(fields, in, place, "material", REFERENCE),
        field(fields, in, place, "quantity", NUMBERS),
        date,
        optional(fields, in, place, "amount", NUMBERS),
        optional(form.fields(), in, place, "begin", DAYS),
        in.path("parts").asBoolean(false),
        in.has("done") ? done(in.path("done"), place + ".done") : null);
  }

  private Planning.@Nullable Done done(JsonNode in, String place) {
    Ledger ledger = ledger(in, place, "record", "material");
    return ledger == null
        ? null
        : new Planning.Done(
            ledger,
            in.path("figure").asString(),
            in.path("record").asString(),
            in.path("material").asString());
  }

  private Planning.@Nullable Bills bills(JsonNode in) {
    Form form = form(in, "bills");
    LineItems lines = lines(form, in, "bills");
    if (form == null || lines == null) {
      return null;
    }
    return new Planning.Bills(
        form,
        formula(in, "when", form.schema(), ValueType.BOOLEAN, "bills"),
        field(form.fields(), in, "bills", "product", REFERENCE),
        optional(form.fields(), in, "bills", "size", NUMBERS),
        optional(form.fields(), in, "bills", "since", DAYS),
        lines,
        field(lines.columns(), in, "bills", "part", REFERENCE),
        field(lines.columns(), in, "bills", "quantity", NUMBERS),
        optional(lines.columns(), in, "bills", "scrap", NUMBERS));
  }

  private Planning.@Nullable Buy buy(JsonNode in) {
    Form form = form(in, "buy");
    LineItems lines = lines(form, in, "buy");
    if (form == null || lines == null) {
      return null;
    }
    return new Planning.Buy(
        form,
        field(form.fields(), in, "buy", "supplier", NAMES),
        optional(form.fields(), in, "buy", "expected", DAYS),
        lines,
        field(lines.columns(), in, "buy", "material", REFERENCE),
        field(lines.columns(), in, "buy", "quantity", NUMBERS),
        optional(lines.columns(), in, "buy", "date", DAYS),
        set(form, in.path("set"), "buy.set"));
  }

  private Planning.@Nullable Make make(JsonNode in) {
    Form form = form(in, "make");
    if (form == null) {
      return null;
    }
    LineItems lines = in.has("lines") ? lines(form, in, "make") : null;
    return new Planning.Make(
        form,
        field(form.fields(), in, "make", "material", REFERENCE),
        field(form.fields(), in, "make", "quantity", NUMBERS),
        optional(form.fields(), in, "make", "begin", DAYS),
        optional(form.fields(), in, "make", "date", DAYS),
        lines,
        lines == null ? null : field(lines.columns(), in, "make", "part", REFERENCE),
        lines == null ? null : field(lines.columns(), in, "make", "needed", NUMBERS),
        set(form, in.path("set"), "make.set"));
  }

  private Map<String, Formula> set(Form form, JsonNode values, String place) {
    Map<String, Formula> set = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> one : values.properties()) {
      FormField field = form.fields().get(one.getKey());
      String at = place + "." + one.getKey();
      if (field == null || field.filling().isComputed()) {
        error(at, "planning.not_set", "field", one.getKey());
        continue;
      }
      Formula read =
          formulas.read(one.getValue().asString(), NOTHING, field.type().valueType(), at);
      if (read == null) {
        broken = true;
      } else {
        set.put(one.getKey(), Objects.requireNonNull(read));
      }
    }
    return set;
  }
}
