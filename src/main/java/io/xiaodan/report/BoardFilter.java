package io.xiaodan.report;

import io.xiaodan.kernel.Label;
import io.xiaodan.report.question.Source;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A filter over all widgets of a dashboard that know its field.
 *
 * @param type date, number, text, choice, boolean, reference or person
 * @param fields the field that is meant, by source as questions write it
 * @param initial operator and value where nothing was chosen; null for no filter
 */
public record BoardFilter(
    String key,
    Label label,
    String type,
    Map<String, String> fields,
    @Nullable JsonNode initial) {

  public BoardFilter {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** The field of a source that is meant; null where it is not filtered. */
  @Nullable String field(Source source) {
    return fields.get(source.text());
  }
}
