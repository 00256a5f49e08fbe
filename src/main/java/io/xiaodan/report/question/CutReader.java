package io.xiaodan.report.question;

import io.xiaodan.expression.ValueType;
import io.xiaodan.kernel.Message;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads how a dimension cuts its values; whatever is wrong becomes a finding. */
record CutReader(FormulaFinder finder) {

  private static final int LONGEST_NUMBER = 40;

  /** The cut, or null after reporting what is wrong. */
  @Nullable Cut read(JsonNode document, ValueType type, String place) {
    JsonNode bins = document.path("bins");
    if (document.path("bucket").isString()) {
      if (bins.isObject()) {
        return wrong(place + ".bins", Message.of("report.bucket_and_bins"));
      }
      return time(Bucket.of(document.path("bucket").asString()), document, type, place);
    }
    if (!bins.isObject()) {
      return new Cut.None();
    }
    if (type != ValueType.NUMBER) {
      return wrong(place + ".bins", Message.of("report.bins_type"));
    }
    return bins.has("edges") ? edges(bins.path("edges"), place) : sized(bins, place);
  }

  private @Nullable Cut time(Bucket bucket, JsonNode document, ValueType type, String place) {
    boolean fits =
        type == ValueType.DATETIME || (type == ValueType.DATE && !bucket.needsMoment());
    return fits
        ? new Cut.Time(bucket, document.path("yearBegins").asInt(1))
        : wrong(place + ".bucket", Message.of("report.bucket_type", "bucket", bucket.key()));
  }

  private @Nullable Cut sized(JsonNode bins, String place) {
    BigDecimal size = number(bins.path("size"));
    BigDecimal from = bins.has("from") ? number(bins.path("from")) : BigDecimal.ZERO;
    return size == null || size.signum() <= 0 || from == null
        ? wrong(place + ".bins", Message.of("report.bins_size"))
        : new Cut.Bins(size, from);
  }

  private @Nullable Cut edges(JsonNode documents, String place) {
    List<BigDecimal> edges = new ArrayList<>();
    for (JsonNode document : documents) {
      BigDecimal edge = number(document);
      if (edge == null || (!edges.isEmpty() && edge.compareTo(edges.getLast()) <= 0)) {
        return wrong(place + ".bins.edges", Message.of("report.bins_edges"));
      }
      edges.add(edge);
    }
    return new Cut.Edges(edges);
  }

  private @Nullable Cut wrong(String place, Message message) {
    finder.error(place, message);
    return null;
  }

  /** An exact number written as text; null for anything else. */
  static @Nullable BigDecimal number(JsonNode document) {
    String text = document.isString() || document.isNumber() ? document.asString() : "";
    try {
      return text.isEmpty() || text.length() > LONGEST_NUMBER ? null : new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
