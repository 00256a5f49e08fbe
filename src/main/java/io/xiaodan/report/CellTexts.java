package io.xiaodan.report;

import io.xiaodan.form.Labels;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Values of answers as they stand in files: names and labels, exact numbers, dates. */
record CellTexts(Messages messages, Language language, ZoneId zone) {

  /** A value of a column; null for empty. */
  @Nullable Object of(AnswerColumn column, @Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Answer.Others others -> text("report.others", "count", others.others());
      case Answer.Titled titled -> titled.title();
      case Boolean truth -> text(truth ? "report.yes" : "report.no");
      default -> plain(column, value.toString());
    };
  }

  private Object plain(AnswerColumn column, String value) {
    return switch (column.type()) {
      case "number", "money", "percent" -> new BigDecimal(value);
      case "date" -> LocalDate.parse(value);
      case "datetime" -> LocalDateTime.ofInstant(Instant.parse(value), zone);
      case "select" -> option(column.options(), value);
      default -> value;
    };
  }

  private String option(@Nullable JsonNode options, String value) {
    if (options != null) {
      for (JsonNode option : options) {
        if (option.path("key").asString("").equals(value)) {
          return Labels.read(option.path("label"), value).in(language);
        }
      }
    }
    return value;
  }

  String text(String code, Object... namesAndValues) {
    return messages.text(Message.of(code, namesAndValues), language);
  }
}
