package io.xiaodan.report.question;

import io.xiaodan.kernel.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads how the rows of an answer are sorted and laid out; whatever is wrong becomes a finding. */
record LayoutReader(FormulaFinder finder) {

  List<Ordering> order(JsonNode documents, List<String> columns, String place) {
    List<Ordering> order = new ArrayList<>();
    for (JsonNode document : documents) {
      String key = document.path("key").asString();
      if (columns.contains(key)) {
        order.add(new Ordering(key, document.path("direction").asString("asc").equals("desc")));
      } else {
        finder.error(place + ".sort." + key, Message.of("report.sort_unknown", "key", key));
      }
    }
    return order;
  }

  @Nullable Pivot pivot(JsonNode document, Stage last, String place) {
    if (!document.isObject()) {
      return null;
    }
    List<String> rows = keys(document.path("rows"));
    List<String> columns = keys(document.path("columns"));
    List<String> named = new ArrayList<>(rows);
    named.addAll(columns);
    Set<String> known = new HashSet<>();
    last.dimensions().forEach(dimension -> known.add(dimension.key()));
    if (named.size() != known.size() || !known.equals(new HashSet<>(named))) {
      finder.error(place + ".pivot", Message.of("report.pivot_dimensions"));
      return null;
    }
    return new Pivot(
        rows,
        columns,
        document.path("subtotals").asBoolean(true),
        document.path("totals").asBoolean(true));
  }

  private static List<String> keys(JsonNode documents) {
    return documents.valueStream().map(JsonNode::asString).toList();
  }
}
