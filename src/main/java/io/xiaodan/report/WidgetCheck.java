package io.xiaodan.report;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.form.Form;
import io.xiaodan.kernel.Message;
import io.xiaodan.report.question.Question;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Whether what a widget says of itself fits together. */
record WidgetCheck(Compilation compilation, ArtifactId artifact, Set<String> dashboards) {

  private static final Set<String> SILENT = Set.of("text", "image", "records", "filter");

  void check(Widget widget, String place, Set<String> tabs, Set<String> filters) {
    JsonNode document = widget.document();
    Question question = widget.question();
    if (SILENT.contains(widget.chart())) {
      part(widget, place, filters);
    } else if (question == null) {
      error(place, Message.of("report.widget_question", "chart", widget.chart()));
    } else {
      columns(document, question, place);
      if (widget.chart().equals("pivot") && question.pivot() == null) {
        error(place + ".question", Message.of("report.widget_pivot"));
      }
    }
    known(document.path("tab"), tabs, place + ".tab", "report.no_tab");
    known(document.path("click").path("filter"), filters, place + ".click", "report.no_filter");
    JsonNode drill = document.path("drill");
    known(drill.path("dashboard"), dashboards, place + ".drill", "report.no_dashboard");
    for (JsonNode dimension : drill.path("filters")) {
      if (question == null || !question.columns().contains(dimension.asString())) {
        error(place + ".drill", Message.of("report.no_column", "key", dimension.asString()));
      }
    }
  }

  private void columns(JsonNode document, Question question, String place) {
    for (JsonNode channel : document.path("encode")) {
      for (JsonNode column : channel.isArray() ? channel.values() : Set.of(channel)) {
        if (!question.columns().contains(column.asString())) {
          error(place + ".encode", Message.of("report.no_column", "key", column.asString()));
        }
      }
    }
    JsonNode target = document.path("options").path("target").path("column");
    if (target.isString() && !question.columns().contains(target.asString())) {
      error(place + ".options.target", Message.of("report.no_column", "key", target.asString()));
    }
  }

  /** What stands where other widgets ask. */
  private void part(Widget widget, String place, Set<String> filters) {
    JsonNode document = widget.document();
    switch (widget.chart()) {
      case "records" -> records(document.path("records"), place + ".records");
      case "filter" -> {
        if (!filters.contains(document.path("filter").asString(""))) {
          error(
              place + ".filter",
              Message.of("report.no_filter", "key", document.path("filter").asString("")));
        }
      }
      default -> {
        if (!document.has(widget.chart())) {
          error(place, Message.of("report.widget_part", "part", widget.chart()));
        }
      }
    }
  }

  private void records(JsonNode document, String place) {
    String key = document.path("form").asString("");
    Form form = compilation.find(Form.TYPE, key);
    if (form == null) {
      error(place + ".form", Message.of("report.source_unknown", "source", key));
      return;
    }
    for (JsonNode field : document.path("fields")) {
      String name = field.asString();
      if (form.schema().typeOf(name).isEmpty() && !form.live().containsKey(name)) {
        error(place + ".fields", Message.of("report.no_column", "key", name));
      }
    }
  }

  private void known(JsonNode key, Set<String> all, String place, String code) {
    if (key.isString() && !all.contains(key.asString())) {
      error(place, Message.of(code, "key", key.asString()));
    }
  }

  private void error(String place, Message message) {
    compilation.error(artifact, place, message);
  }
}
