package io.xiaodan.print;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.FormField;
import io.xiaodan.form.type.CascaderType;
import io.xiaodan.form.type.DecimalType;
import io.xiaodan.form.type.DepartmentType;
import io.xiaodan.form.type.MultiSelectType;
import io.xiaodan.form.type.PersonType;
import io.xiaodan.form.type.Regions;
import io.xiaodan.form.type.SelectType;
import io.xiaodan.identity.Departments;
import io.xiaodan.identity.People;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/** What is read of a value on paper: names, labels, exact numbers, moments on the wall clock. */
final class FieldText {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
  private static final Formula CAPITALS =
      Formula.compile("RMBUPPER(amount)", Schema.of(Map.of("amount", ValueType.NUMBER)));

  private final Language language;
  private final ZoneId zone;
  private final People people;
  private final Departments departments;
  private final Pictures pictures;

  FieldText(
      Language language, ZoneId zone, People people, Departments departments, Pictures pictures) {
    this.language = language;
    this.zone = zone;
    this.people = people;
    this.departments = departments;
    this.pictures = pictures;
  }

  Language language() {
    return language;
  }

  /** Draws the files of a record. */
  Pictures pictures() {
    return pictures;
  }

  /**
   * The text of a value.
   *
   * @param field null for what is shown as it is
   * @param value as the API shows it
   */
  String of(@Nullable FormField field, @Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (field == null) {
      return value instanceof Instant moment ? moment(moment.toString()) : plain(value);
    }
    return switch (field.type().name()) {
      case "number", "money", "percent", "rating" -> number(field, value.toString());
      case "datetime" -> moment(value.toString());
      case "switch" -> value instanceof Boolean yes ? word(yes) : value.toString();
      case "select" ->
          field.type() instanceof SelectType select
              ? label(select.options(), value.toString())
              : plain(value);
      case "multi_select" ->
          field.type() instanceof MultiSelectType many && value instanceof List<?> keys
              ? keys.stream()
                  .map(key -> label(many.one().options(), String.valueOf(key)))
                  .collect(Collectors.joining(separator()))
              : plain(value);
      case "cascader" ->
          field.type() instanceof CascaderType tree
              ? label(tree.options(), value.toString())
              : plain(value);
      case "region" -> Regions.china().name(value.toString());
      case "time" -> time(value.toString());
      case "rich_text" -> Jsoup.parse(value.toString()).text();
      default -> plain(value);
    };
  }

  /** The text of what a formula sees of a field's value; names people and departments by id. */
  String ofFormula(FormField field, @Nullable Object value) {
    if (value instanceof String id && field.type() instanceof PersonType) {
      return people.name(UUID.fromString(id));
    }
    if (value instanceof String id && field.type() instanceof DepartmentType) {
      return departments.name(UUID.fromString(id));
    }
    return switch (value) {
      case null -> "";
      case BigDecimal number -> of(field, number.toPlainString());
      case Boolean yes -> word(yes);
      case List<?> list -> of(field, list);
      default -> of(field, value.toString());
    };
  }

  /** A sum, written as the values of its field. */
  String total(FormField field, BigDecimal sum) {
    return amount(field, sum);
  }

  private String number(FormField field, String text) {
    BigDecimal number;
    try {
      number = new BigDecimal(text);
    } catch (NumberFormatException e) {
      return text; // a mask
    }
    String show = field.document().path("show").asString("digits");
    if (show.equals("capital")) {
      return capitals(number);
    }
    String digits = amount(field, number);
    return show.equals("both") ? digits + " " + capitals(number) : digits;
  }

  private String amount(FormField field, BigDecimal number) {
    boolean money = field.type().name().equals("money");
    int scale = field.type() instanceof DecimalType decimal ? decimal.scale() : number.scale();
    int least = money ? Math.min(2, scale) : 0;
    DecimalFormat format =
        new DecimalFormat(
            "#,##0" + (scale > 0 ? "." + "0".repeat(least) + "#".repeat(scale - least) : ""),
            DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setRoundingMode(RoundingMode.UNNECESSARY);
    String text = format.format(number.setScale(Math.max(scale, 0), RoundingMode.HALF_UP));
    return field.type().name().equals("percent") ? text + "%" : text;
  }

  private String capitals(BigDecimal number) {
    Object text = CAPITALS.evaluate(name -> number, Environment.of(Instant.EPOCH, zone));
    return text == null ? "" : text.toString();
  }

  private String moment(String text) {
    try {
      return MOMENT.format(Instant.parse(text).atZone(zone));
    } catch (DateTimeParseException e) {
      return text;
    }
  }

  private static String time(String text) {
    try {
      return LocalTime.parse(text).toString();
    } catch (DateTimeParseException e) {
      return text;
    }
  }

  private String word(boolean yes) {
    boolean chinese = language == Language.ZH;
    return yes ? (chinese ? "是" : "Yes") : (chinese ? "否" : "No");
  }

  private String separator() {
    return language == Language.ZH ? "、" : ", ";
  }

  private String label(Map<String, Label> options, String key) {
    Label label = options.get(key);
    return label == null ? key : label.in(language);
  }

  private String plain(Object value) {
    return switch (value) {
      case Map<?, ?> map when map.get("title") != null -> map.get("title").toString();
      case Map<?, ?> map when map.get("text") != null -> map.get("text").toString();
      case Map<?, ?> map when map.get("name") != null -> map.get("name").toString();
      case Map<?, ?> map when map.get("longitude") != null ->
          map.get("longitude") + "," + map.get("latitude");
      case List<?> list ->
          list.stream()
              .filter(Objects::nonNull)
              .map(this::plain)
              .collect(Collectors.joining(separator()));
      default -> value.toString();
    };
  }
}
