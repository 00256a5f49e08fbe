package io.xiaodan.report;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.type.Regions;
import io.xiaodan.identity.Departments;
import io.xiaodan.identity.People;
import io.xiaodan.record.ReferencedRecord;
import io.xiaodan.record.References;
import io.xiaodan.report.query.Asking;
import io.xiaodan.report.question.Shape;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes values of the database as answers have them, records and people with their names. */
@Component
class AnswerCells {

  /** More decimal places than anybody reads; sums are never cut, means are. */
  private static final int MOST_PLACES = 10;

  private final References references;
  private final People people;
  private final Departments departments;

  AnswerCells(References references, People people, Departments departments) {
    this.references = references;
    this.people = people;
    this.departments = departments;
  }

  /**
   * Rows whose first columns have these shapes; further columns are left out.
   *
   * @param asking who reads, which decides on the names of records
   */
  List<List<@Nullable Object>> write(
      List<Shape> shapes, List<List<@Nullable Object>> rows, Asking asking) {
    Map<UUID, String> titles = titles(shapes, rows, asking);
    List<List<@Nullable Object>> written = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      List<@Nullable Object> cells = new ArrayList<>();
      for (int i = 0; i < shapes.size(); i++) {
        cells.add(cell(shapes.get(i), row.get(i), titles));
      }
      written.add(cells);
    }
    return written;
  }

  private static @Nullable Object cell(
      Shape shape, @Nullable Object value, Map<UUID, String> titles) {
    if (value == null) {
      return null;
    }
    return switch (shape) {
      case Shape.Number number -> number(number, (BigDecimal) value);
      case Shape.Option _ -> value.toString();
      case Shape.Region _ ->
          new Answer.Titled(value.toString(), Regions.china().name(value.toString()));
      case Shape.Reference _, Shape.Person _, Shape.Department _ -> {
        UUID id = UUID.fromString(value.toString());
        yield new Answer.Titled(id.toString(), titles.getOrDefault(id, untitled(id)));
      }
      case Shape.Plain plain -> plain(plain.type(), value);
    };
  }

  /** What stands for a name that is not to be seen, as everywhere else: the end of the id. */
  static String untitled(UUID id) {
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

  static String number(Shape.Number number, BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    int scale = number.scale() == null ? 0 : number.scale();
    if (plain.scale() <= scale) {
      return plain.setScale(scale, RoundingMode.UNNECESSARY).toPlainString();
    }
    return plain.scale() > MOST_PLACES
        ? plain.setScale(MOST_PLACES, RoundingMode.HALF_UP).toPlainString()
        : plain.toPlainString();
  }

  private Map<UUID, String> titles(
      List<Shape> shapes, List<List<@Nullable Object>> rows, Asking asking) {
    Map<UUID, String> titles = new HashMap<>();
    for (int i = 0; i < shapes.size(); i++) {
      switch (shapes.get(i)) {
        case Shape.Reference reference ->
            titles.putAll(titles(asking, reference.form(), ids(rows, i)));
        case Shape.Person _ -> ids(rows, i).forEach(id -> titles.put(id, people.name(id)));
        case Shape.Department _ -> ids(rows, i).forEach(id -> titles.put(id, departments.name(id)));
        case Shape.Plain _, Shape.Number _, Shape.Option _, Shape.Region _ -> {}
      }
    }
    return titles;
  }

  /** The names of records, as far as the reader may see what names them. */
  Map<UUID, String> titles(Asking asking, String key, Set<UUID> ids) {
    Blueprint blueprint = asking.blueprint();
    Form form = blueprint.find(Form.TYPE, key).orElseThrow();
    Map<UUID, String> titles = new HashMap<>();
    if (!asking
        .access()
        .of(blueprint, asking.actor(), form)
        .isHiddenEverywhere(form.title())) {
      Map<UUID, ReferencedRecord> found = references.find(blueprint, form, ids);
      found.forEach((id, record) -> titles.put(id, record.title()));
    }
    return titles;
  }

  /** The name of whoever changed something. */
  String person(UUID id) {
    return people.name(id);
  }

  private static Set<UUID> ids(List<List<@Nullable Object>> rows, int column) {
    Set<UUID> ids = new LinkedHashSet<>();
    rows.stream()
        .map(row -> row.get(column))
        .filter(Objects::nonNull)
        .forEach(id -> ids.add(UUID.fromString(id.toString())));
    return ids;
  }
}
