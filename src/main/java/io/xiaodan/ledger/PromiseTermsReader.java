package io.xiaodan.ledger;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.type.DecimalType;
import io.xiaodan.kernel.Message;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads how a ledger promises. */
final class PromiseTermsReader {

  private final Compilation compilation;
  private final ArtifactId id;
  private final Map<String, Dimension> dimensions;

  PromiseTermsReader(Compilation compilation, ArtifactId id, Map<String, Dimension> dimensions) {
    this.compilation = compilation;
    this.id = id;
    this.dimensions = dimensions;
  }

  PromiseTerms read(JsonNode document) {
    if (document.isMissingNode()) {
      return PromiseTerms.NONE;
    }
    String elsewhere = document.path("elsewhere").asString("");
    if (!elsewhere.isEmpty() && !dimensions.containsKey(elsewhere)) {
      error("elsewhere", Message.of("ledger.no_dimension", "dimension", elsewhere));
    }
    Map<String, Integer> transit = new LinkedHashMap<>();
    document
        .path("transit")
        .propertyStream()
        .forEach(each ->
            transit.put(
                each.getKey().equals("other") ? "" : each.getKey(), each.getValue().asInt(0)));
    JsonNode cutoff = document.path("cutoff");
    return new PromiseTerms(
        source(document, "safety"),
        source(document, "lead"),
        elsewhere.isEmpty() ? null : elsewhere,
        document.path("working").asBoolean(false),
        cutoff.isString() ? LocalTime.parse(cutoff.stringValue()) : null,
        Map.copyOf(transit),
        document.path("hold").asInt(0),
        yields(document.path("yields")));
  }

  private PromiseTerms.@Nullable Source source(JsonNode document, String name) {
    JsonNode source = document.path(name);
    if (source.isMissingNode()) {
      return null;
    }
    String key = source.path("of").asString("");
    String field = source.path("field").asString("");
    Dimension dimension = dimensions.get(key);
    Form form =
        dimension == null || dimension.form() == null
            ? null
            : compilation.find(Form.TYPE, dimension.form());
    FormField found = form == null ? null : form.fields().get(field);
    if (found == null || !(found.type() instanceof DecimalType)) {
      error(name, Message.of("ledger.promise_source", "path", key + "." + field));
      return null;
    }
    return new PromiseTerms.Source(key, field);
  }

  private PromiseTerms.@Nullable Yields yields(JsonNode document) {
    if (document.isMissingNode()) {
      return null;
    }
    String name = document.path("form").asString("");
    Form form = compilation.find(Form.TYPE, name);
    if (form == null) {
      error("yields", Message.of("ledger.form_unknown", "form", name));
      return null;
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : document.path("values").properties()) {
      String what = each.getValue().asString("");
      boolean known =
          form.fields().containsKey(each.getKey())
              && (Set.of("holder", "quantity", "wanted").contains(what)
                  || dimensions.containsKey(what));
      if (!known) {
        error("yields", Message.of("ledger.yield_field", "field", each.getKey()));
      }
      values.put(each.getKey(), what);
    }
    return new PromiseTerms.Yields(name, Map.copyOf(values));
  }

  private void error(String place, Message message) {
    compilation.error(id, "promise." + place, message);
  }
}
