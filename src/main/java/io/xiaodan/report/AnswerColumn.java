package io.xiaodan.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.xiaodan.expression.ValueType;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import io.xiaodan.report.question.Dimension;
import io.xiaodan.report.question.Question;
import io.xiaodan.report.question.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A column of an answer.
 *
 * @param label in the reader's language
 * @param type number, money, percent, text, boolean, date, datetime, select, reference, person or
 *     region
 * @param role dimension, measure, result or window
 * @param scale decimal places a number is kept with; absent when unknown
 * @param bucket what dates were gathered by; the value of a stretch is its first day
 * @param options of a select, as they stand in its field
 * @param form of a reference
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnswerColumn(
    String key,
    String label,
    String type,
    String role,
    @Nullable Integer scale,
    @Nullable String unit,
    @Nullable String bucket,
    @Nullable JsonNode options,
    @Nullable String form) {

  /** The columns of a question's answer. */
  static List<AnswerColumn> of(Question question, Language language) {
    List<AnswerColumn> columns = new ArrayList<>();
    for (Dimension dimension : question.last().dimensions()) {
      String bucket = dimension.bucket() == null ? null : dimension.bucket().key();
      columns.add(
          of(dimension.key(), dimension.label(), "dimension", bucket, dimension.shape(), language));
    }
    question
        .last()
        .measures()
        .forEach(measure ->
            columns.add(
                of(measure.key(), measure.label(), "measure", null, measure.shape(), language)));
    question
        .outcomes()
        .forEach(outcome ->
            columns.add(
                of(outcome.key(), outcome.label(), "result", null, outcome.shape(), language)));
    question
        .windows()
        .forEach(window ->
            columns.add(
                of(window.key(), window.label(), "window", null, window.shape(), language)));
    return columns;
  }

  static AnswerColumn of(
      String key,
      Label label,
      String role,
      @Nullable String bucket,
      Shape shape,
      Language language) {
    String name = label.in(language);
    return switch (shape) {
      case Shape.Plain plain ->
          new AnswerColumn(key, name, type(plain.type()), role, null, null, bucket, null, null);
      case Shape.Number number ->
          new AnswerColumn(
              key, name, number.type(), role, number.scale(), number.unit(), bucket, null, null);
      case Shape.Option option ->
          new AnswerColumn(key, name, "select", role, null, null, null, option.options(), null);
      case Shape.Reference reference ->
          new AnswerColumn(key, name, "reference", role, null, null, null, null, reference.form());
      case Shape.Region _ ->
          new AnswerColumn(key, name, "region", role, null, null, null, null, null);
      case Shape.Person _, Shape.Department _ ->
          new AnswerColumn(key, name, "person", role, null, null, null, null, null);
    };
  }

  private static String type(ValueType type) {
    return type instanceof ValueType.Scalar scalar && scalar != ValueType.Scalar.EMPTY
        ? scalar.name().toLowerCase(Locale.ROOT)
        : "text";
  }
}
