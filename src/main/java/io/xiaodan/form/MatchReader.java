package io.xiaodan.form;

import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.kernel.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads where a value is proposed from; everything wrong is reported with its place. */
final class MatchReader {

  private static final Map<String, Match.Kind> KINDS =
      Map.of(
          "is", Match.Kind.IS,
          "upTo", Match.Kind.UP_TO,
          "since", Match.Kind.SINCE,
          "until", Match.Kind.UNTIL);

  private final FormOutline outline;
  private final Map<String, FormOutline> outlines;
  private final Compilation compilation;
  private final FormulaReader formulas;

  MatchReader(
      FormOutline outline,
      Map<String, FormOutline> outlines,
      Compilation compilation,
      FormulaReader formulas) {
    this.outline = outline;
    this.outlines = outlines;
    this.compilation = compilation;
    this.formulas = formulas;
  }

  /**
   * @param type of the field that is filled
   * @param schema what it sees beside it
   */
  @Nullable Match read(JsonNode in, ValueType type, Schema schema, String place) {
    if (!in.isObject()) {
      return null;
    }
    String form = in.path("form").asString("");
    FormOutline target = outlines.get(form);
    if (target == null) {
      error(place + ".form", "form.match_form", "form", form);
      return null;
    }
    String value = in.path("value").asString("");
    FormOutline.Typed field = target.fields().get(value);
    if (field == null || !field.type().valueType().equals(type)) {
      error(place + ".value", "form.match_value", "field", value);
      return null;
    }
    String source = in.has("source") ? in.path("source").asString("") : null;
    if (source != null && !schema.typeOf(source).filter(ValueType.TEXT::equals).isPresent()) {
      error(place + ".source", "form.match_source", "field", source);
      return null;
    }
    List<Match.Part> parts = new ArrayList<>();
    for (JsonNode one : in.path("by")) {
      Match.Part part = part(target, one, schema, place + ".by[" + parts.size() + "]");
      if (part == null) {
        return null;
      }
      parts.add(part);
    }
    return new Match(form, value, source, List.copyOf(parts));
  }

  private Match.@Nullable Part part(FormOutline target, JsonNode in, Schema schema, String place) {
    String key = in.path("field").asString("");
    FormOutline.Typed field = target.fields().get(key);
    String word = KINDS.keySet().stream().filter(in::has).findFirst().orElse("is");
    Match.Kind kind = java.util.Objects.requireNonNull(KINDS.get(word));
    String text = in.path(word).asString("");
    Formula read = formulas.read(text, schema, place + "." + word);
    if (read == null) {
      return null;
    }
    if (field == null || !fits(kind, field.type().valueType(), read.type())) {
      error(place, "form.match_part", "field", key, "path", text);
      return null;
    }
    return new Match.Part(key, Path.parse(text), kind, in.path("optional").asBoolean(false));
  }

  private static boolean fits(Match.Kind kind, ValueType field, ValueType here) {
    return field.equals(here)
        && switch (kind) {
          case IS -> !(field instanceof ValueType.ListOf);
          case UP_TO -> field == ValueType.NUMBER;
          case SINCE, UNTIL -> field == ValueType.DATE;
        };
  }

  private void error(String place, String code, Object... arguments) {
    compilation.error(outline.id(), place, Message.of(code, arguments));
  }
}
