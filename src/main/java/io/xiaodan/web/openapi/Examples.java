package io.xiaodan.web.openapi;

import io.xiaodan.form.FieldType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.type.AddressType;
import io.xiaodan.form.type.AutoNumberType;
import io.xiaodan.form.type.BankCardType;
import io.xiaodan.form.type.BarcodeType;
import io.xiaodan.form.type.CascaderType;
import io.xiaodan.form.type.CreditCodeType;
import io.xiaodan.form.type.DateTimeType;
import io.xiaodan.form.type.DateType;
import io.xiaodan.form.type.DecimalType;
import io.xiaodan.form.type.IdNumberType;
import io.xiaodan.form.type.LocationType;
import io.xiaodan.form.type.MultiSelectType;
import io.xiaodan.form.type.PatternType;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.form.type.RegionType;
import io.xiaodan.form.type.RichTextType;
import io.xiaodan.form.type.SelectType;
import io.xiaodan.form.type.SwitchType;
import io.xiaodan.form.type.TextType;
import io.xiaodan.form.type.TimeType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Values as they may well be sent; a whole record of them passes the form's own checks. */
final class Examples {

  private static final Map<String, String> PATTERNS =
      Map.of(
          "phone", "13800138000", "email", "wang.fang@example.com", "url", "https://example.com");

  private Examples() {}

  /** The values of a new record: every field that may be sent, and one row of line items. */
  static Map<String, Object> of(Form form, Predicate<String> maySend) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (FormField field : form.fields().values()) {
      Object example = of(field);
      if (example != null && maySend.test(field.key())) {
        values.put(field.key(), example);
      }
    }
    for (LineItems lines : form.lines().values()) {
      if (maySend.test(lines.key())) {
        values.put(lines.key(), List.of(row(lines)));
      }
    }
    return values;
  }

  private static Map<String, Object> row(LineItems lines) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (FormField column : lines.columns().values()) {
      Object example = of(column);
      if (example != null && Sent.may(column)) {
        row.put(column.key(), example);
      }
    }
    return row;
  }

  /**
   * A value of a field; null where only the company's own data has one: people, files, and what may
   * be chosen by a formula.
   */
  static @Nullable Object of(FormField field) {
    return switch (field.type()) {
      case TextType text -> text(field, text);
      case PatternType pattern -> PATTERNS.getOrDefault(pattern.name(), "");
      case DecimalType decimal -> decimal(decimal);
      case DateType _ -> "2026-03-01";
      case DateTimeType _ -> "2026-03-01T08:00:00Z";
      case SwitchType _ -> true;
      case SelectType select -> select.options().keySet().iterator().next();
      case MultiSelectType several -> List.of(several.one().options().keySet().iterator().next());
      case ReferenceType reference ->
          field.document().has("among") ? null : record(reference.form());
      case AutoNumberType number -> number.number(java.time.LocalDate.of(2026, 3, 1), 17);
      case TimeType _ -> "08:30";
      case RichTextType _ -> "<p>示例</p>";
      case IdNumberType _ -> "11010519491231002X";
      case CreditCodeType _ -> "91350100M000100Y43";
      case BankCardType _ -> "6222020000000000000";
      case BarcodeType code -> code.format().equals("ean13") ? "6901234567892" : "A-2026-0017";
      case RegionType region -> List.of("440000", "441900", "441903").get(region.level() - 1);
      case AddressType _ -> Map.of("region", "441903", "detail", "鸿福路 1 号");
      case LocationType _ -> Map.of("longitude", "113.751765", "latitude", "23.020536");
      case CascaderType tree -> tree.options().keySet().iterator().next();
      case FieldType _ -> null;
    };
  }

  /** Stands for a record of a form; to be replaced by the id of a real one. */
  static String record(String form) {
    return UUID.nameUUIDFromBytes(form.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static String text(FormField field, TextType text) {
    String example = field.unique() ? "A-2026-0017" : field.label().zh() + "示例";
    return example.substring(0, Math.min(example.length(), text.maximum()));
  }

  private static String decimal(DecimalType decimal) {
    BigDecimal example = new BigDecimal(decimal.name().equals("money") ? "128.50" : "12");
    if (decimal.minimum() != null) {
      example = example.max(decimal.minimum());
    }
    if (decimal.maximum() != null) {
      example = example.min(decimal.maximum());
    }
    return example.setScale(decimal.scale(), RoundingMode.DOWN).toPlainString();
  }
}
