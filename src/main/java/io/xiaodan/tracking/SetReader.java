package io.xiaodan.tracking;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Formula;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.FormulaReader;
import io.xiaodan.kernel.Message;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reads which fields are written, and with what. */
record SetReader(FormulaReader formulas, ArtifactId id, Compilation compilation) {

  Map<FormField, Formula> read(Form form, JsonNode in, String place) {
    Map<FormField, Formula> set = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> one : in.path("set").properties()) {
      String at = place + "set." + one.getKey();
      FormField field = form.fields().get(one.getKey());
      if (field == null) {
        compilation.error(
            id, at, Message.of("link.field_unknown", "field", one.getKey()));
        continue;
      }
      if (field.filling().isComputed()) {
        compilation.error(
            id, at, Message.of("action.field_computed", "label", field.label()));
        continue;
      }
      Formula formula =
          formulas.read(
              one.getValue().asString(), form.schema(), field.type().valueType(), at);
      if (formula != null) {
        set.put(field, formula);
      }
    }
    return set;
  }
}
