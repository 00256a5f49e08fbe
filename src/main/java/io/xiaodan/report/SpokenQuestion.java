package io.xiaodan.report;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Formula;
import io.xiaodan.form.Form;
import io.xiaodan.form.Labels;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.report.question.Dimension;
import io.xiaodan.report.question.Measure;
import io.xiaodan.report.question.Outcome;
import io.xiaodan.report.question.Question;
import io.xiaodan.report.question.Shape;
import io.xiaodan.report.question.Sources;
import io.xiaodan.report.question.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Says a question in words: formulas with the names that people gave the fields and options. */
final class SpokenQuestion {

  private static final String EDGE = "(?<![A-Za-z0-9_.\"])";
  private static final String END = "(?![A-Za-z0-9_.(\"])";

  private final Blueprint blueprint;
  private final Question question;
  private final Language language;
  private final Messages messages;

  SpokenQuestion(Blueprint blueprint, Question question, Language language, Messages messages) {
    this.messages = messages;
    this.blueprint = blueprint;
    this.question = question;
    this.language = language;
  }

  Provenance.Words words(@Nullable String column) {
    List<String> filters = new ArrayList<>();
    for (Stage stage : question.stages()) {
      if (stage.filter() != null) {
        filters.add(spoken(stage.filter()));
      }
    }
    String formula = "";
    for (Measure measure : question.last().measures()) {
      if (measure.key().equals(column)) {
        formula = measured(measure);
        if (measure.filter() != null) {
          filters.add(spoken(measure.filter()));
        }
      }
    }
    for (Outcome outcome : question.outcomes()) {
      if (outcome.key().equals(column)) {
        formula = spoken(outcome.formula());
      }
    }
    Form form = Sources.find(blueprint, question.source().form()).orElseThrow();
    String lines = question.source().lines();
    String source =
        lines == null
            ? form.label().in(language)
            : form.label().in(language)
                + " / "
                + Objects.requireNonNull(form.lines().get(lines)).label().in(language);
    return new Provenance.Words(source, filters, formula);
  }

  private String measured(Measure measure) {
    String of = measure.formula() == null ? "" : spoken(measure.formula());
    return messages.text(
        Message.of("report.measured_" + measure.aggregate().key(), "of", of, "at", measure.at()),
        language);
  }

  private String spoken(Formula formula) {
    String text = formula.text();
    List<Dimension> longestFirst =
        question.details().stream()
            .sorted(Comparator.comparingInt((Dimension one) -> one.key().length()).reversed())
            .toList();
    for (Dimension detail : longestFirst) {
      if (formula.dependencies().stream().anyMatch(path -> path.toString().equals(detail.key()))) {
        text = options(text, detail);
        text =
            Pattern.compile(EDGE + Pattern.quote(detail.key()) + END)
                .matcher(text)
                .replaceAll(Matcher.quoteReplacement(detail.label().in(language)));
      }
    }
    return text;
  }

  private String options(String text, Dimension detail) {
    String spoken = text;
    if (detail.shape() instanceof Shape.Option option) {
      for (JsonNode one : option.options()) {
        String key = one.path("key").asString("");
        String label = Labels.read(one.path("label"), key).in(language);
        spoken = spoken.replace('"' + key + '"', '“' + label + '”');
      }
    }
    return spoken;
  }
}
