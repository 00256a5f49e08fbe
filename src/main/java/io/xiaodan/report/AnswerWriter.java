package io.xiaodan.report;

import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.type.Regions;
import io.xiaodan.identity.Departments;
import io.xiaodan.identity.People;
import io.xiaodan.record.ReferencedRecord;
import io.xiaodan.record.References;
import io.xiaodan.report.query.Asking;
import io.xiaodan.report.question.Dimension;
import io.xiaodan.report.question.Measure;
import io.xiaodan.report.question.Question;
import io.xiaodan.report.question.Shape;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes groups as an answer in the reader's language, records and people with their names. */
@Component
class AnswerWriter {

  /** More decimal places than anybody reads; sums are never cut, means are. */
  private static final int MOST_PLACES = 10;

  private final References references;
  private final People people;
  private final Departments departments;

  AnswerWriter(References references, People people, Departments departments) {
    this.references = references;
    this.people = people;
    this.departments = departments;
  }

  /** A record or person in an answer. */
  record Titled(String id, String title) {}

  Answer write(Question question, Groups groups, Asking asking) {
    List<Shape> shapes =
        Stream.concat(
                question.last().dimensions().stream().map(Dimension::shape),
                question.last().measures().stream().map(Measure::shape))
            .toList();
    Map<UUID, String> titles = titles(shapes, groups, asking);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (List<@Nullable Object> group : groups.rows()) {
      List<@Nullable Object> row = new ArrayList<>();
      for (int i = 0; i < shapes.size(); i++) {
        row.add(cell(shapes.get(i), group.get(i), titles));
      }
      rows.add(row);
    }
    return new Answer(
        columns(question, asking), rows, groups.total(), groups.total() > rows.size());
  }

  private static List<AnswerColumn> columns(Question question, Asking asking) {
    List<AnswerColumn> columns = new ArrayList<>();
    for (Dimension dimension : question.last().dimensions()) {
      String label = dimension.label().in(asking.actor().language());
      String bucket = dimension.bucket() == null ? null : dimension.bucket().key();
      columns.add(column(dimension.key(), label, "dimension", bucket, dimension.shape()));
    }
    for (Measure measure : question.last().measures()) {
      String label = measure.label().in(asking.actor().language());
      columns.add(column(measure.key(), label, "measure", null, measure.shape()));
    }
    return columns;
  }

  private static AnswerColumn column(
      String key, String label, String role, @Nullable String bucket, Shape shape) {
    return switch (shape) {
      case Shape.Plain plain ->
          new AnswerColumn(key, label, type(plain.type()), role, null, null, bucket, null, null);
      case Shape.Number number ->
          new AnswerColumn(
              key, label, number.type(), role, number.scale(), number.unit(), null, null, null);
      case Shape.Option option ->
          new AnswerColumn(key, label, "select", role, null, null, null, option.options(), null);
      case Shape.Reference reference ->
          new AnswerColumn(key, label, "reference", role, null, null, null, null, reference.form());
      case Shape.Region _ ->
          new AnswerColumn(key, label, "text", role, null, null, null, null, null);
      case Shape.Person _, Shape.Department _ ->
          new AnswerColumn(key, label, "person", role, null, null, null, null, null);
    };
  }

  private static String type(ValueType type) {
    return type instanceof ValueType.Scalar scalar && scalar != ValueType.Scalar.EMPTY
        ? scalar.name().toLowerCase(Locale.ROOT)
        : "text";
  }

  private static @Nullable Object cell(
      Shape shape, @Nullable Object value, Map<UUID, String> titles) {
    if (value == null) {
      return null;
    }
    return switch (shape) {
      case Shape.Number number -> number(number, (BigDecimal) value);
      case Shape.Option _ -> value.toString();
      case Shape.Region _ -> Regions.china().name(value.toString());
      case Shape.Reference _, Shape.Person _, Shape.Department _ -> {
        UUID id = UUID.fromString(value.toString());
        yield new Titled(id.toString(), titles.getOrDefault(id, untitled(id)));
      }
      case Shape.Plain plain -> plain(plain.type(), value);
    };
  }

  /** What stands for a name that is not to be seen, as everywhere else: the end of the id. */
  private static String untitled(UUID id) {
    String text = id.toString();
    return text.substring(text.length() - 8);
  }

  private static Object plain(ValueType type, Object value) {
    if (type == ValueType.BOOLEAN) {
      return value;
    }
    return type == ValueType.DATETIME && value instanceof java.sql.Timestamp moment
        ? Instant.ofEpochSecond(moment.getTime() / 1000, moment.getNanos()).toString()
        : value.toString();
  }

  private static String number(Shape.Number number, BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    int scale = number.scale() == null ? 0 : number.scale();
    if (plain.scale() <= scale) {
      return plain.setScale(scale, RoundingMode.UNNECESSARY).toPlainString();
    }
    return plain.scale() > MOST_PLACES
        ? plain.setScale(MOST_PLACES, RoundingMode.HALF_UP).toPlainString()
        : plain.toPlainString();
  }

  private Map<UUID, String> titles(List<Shape> shapes, Groups groups, Asking asking) {
    Map<UUID, String> titles = new HashMap<>();
    for (int i = 0; i < shapes.size(); i++) {
      switch (shapes.get(i)) {
        case Shape.Reference reference -> {
          Form form = asking.blueprint().find(Form.TYPE, reference.form()).orElseThrow();
          if (!asking
              .access()
              .of(asking.blueprint(), asking.actor(), form)
              .isHiddenEverywhere(form.title())) {
            Map<UUID, ReferencedRecord> found =
                references.find(asking.blueprint(), form, ids(groups, i));
            found.forEach((id, record) -> titles.put(id, record.title()));
          }
        }
        case Shape.Person _ -> ids(groups, i).forEach(id -> titles.put(id, people.name(id)));
        case Shape.Department _ ->
            ids(groups, i).forEach(id -> titles.put(id, departments.name(id)));
        case Shape.Plain _, Shape.Number _, Shape.Option _, Shape.Region _ -> {}
      }
    }
    return titles;
  }

  private static Set<UUID> ids(Groups groups, int column) {
    Set<UUID> ids = new LinkedHashSet<>();
    groups.rows().stream()
        .map(row -> row.get(column))
        .filter(Objects::nonNull)
        .forEach(id -> ids.add(UUID.fromString(id.toString())));
    return ids;
  }
}
