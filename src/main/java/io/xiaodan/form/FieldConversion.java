package io.xiaodan.form;

import io.xiaodan.form.type.AttachmentType;
import io.xiaodan.form.type.CascaderType;
import io.xiaodan.form.type.DateTimeType;
import io.xiaodan.form.type.DateType;
import io.xiaodan.form.type.DecimalType;
import io.xiaodan.form.type.MultiSelectType;
import io.xiaodan.form.type.RegionType;
import io.xiaodan.form.type.Regions;
import io.xiaodan.form.type.RichTextType;
import io.xiaodan.form.type.SelectType;
import io.xiaodan.form.type.SwitchType;
import io.xiaodan.kernel.Label;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

/**
 * What becomes of a value when its field gets another type: what people read of it is read again as
 * the new type, and must fit as if it had been typed.
 *
 * @param zone in which a moment has a date
 */
record FieldConversion(FieldType from, FieldType to, ZoneId zone) {

  private static final Set<String> YES = Set.of("是", "true", "yes", "y", "1", "√", "有", "对");
  private static final Set<String> NO = Set.of("否", "false", "no", "n", "0", "×", "无", "错");
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final Pattern DAY =
      Pattern.compile(
          "(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?(?:[ T](\\d{1,2}):(\\d{2})(?::(\\d{2}))?)?");
  private static final Pattern COMPACT_DAY = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");

  /** The value as the new type holds it, or why there is none. Not asked for empty values. */
  Coerced convert(Object value) {
    if (from instanceof AttachmentType && to instanceof AttachmentType files) {
      return ((List<?>) value).size() <= files.maximum()
          ? Coerced.of(value)
          : Coerced.refused("form.files_maximum", "maximum", files.maximum());
    }
    if (from.column().startsWith("uuid") || to.column().startsWith("uuid")) {
      return Coerced.refused("form.no_conversion");
    }
    if (value instanceof LocalDate date && to instanceof DateTimeType) {
      return to.fit(date.atStartOfDay(zone).toInstant());
    }
    if (value instanceof Instant moment && to instanceof DateType) {
      return to.fit(moment.atZone(zone).toLocalDate());
    }
    return read(text(value));
  }

  /** What people read of a value. */
  private String text(Object value) {
    return switch (from) {
      case SelectType select -> label(select.options(), value);
      case MultiSelectType several ->
          ((List<?>) value)
              .stream()
                  .map(key -> label(several.one().options(), key))
                  .collect(Collectors.joining("、"));
      case CascaderType tree -> label(tree.options(), value);
      case RegionType _ -> Regions.china().name(value.toString());
      case SwitchType _ -> Boolean.TRUE.equals(value) ? "是" : "否";
      case RichTextType _ -> Jsoup.parse(value.toString()).text();
      case DecimalType _ -> plain((BigDecimal) value);
      case FieldType _ ->
          value instanceof Instant moment
              ? moment.atZone(zone).format(MOMENT)
              : from.toFormula(value).toString();
    };
  }

  private static String plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
  }

  private static String label(Map<String, Label> options, Object key) {
    Label label = options.get(key.toString());
    return label == null ? key.toString() : label.zh();
  }

  private Coerced read(String text) {
    String trimmed = text.strip();
    return switch (to) {
      case SelectType select -> select.fit(key(select.options(), trimmed));
      case CascaderType tree -> tree.fit(key(tree.options(), trimmed));
      case MultiSelectType several -> several(several, trimmed);
      case SwitchType _ -> yesOrNo(trimmed);
      case DecimalType _ -> to.coerce(StringNode.valueOf(bare(trimmed)));
      case DateType _ -> day(trimmed);
      case DateTimeType _ -> moment(trimmed);
      case RichTextType _ -> to.fit("<p>" + Entities.escape(text) + "</p>");
      case FieldType _ -> to.coerce(StringNode.valueOf(text));
    };
  }

  private static String key(Map<String, Label> options, String text) {
    if (options.containsKey(text)) {
      return text;
    }
    return options.entrySet().stream()
        .filter(option ->
            option.getValue().zh().equalsIgnoreCase(text)
                || option.getValue().en().equalsIgnoreCase(text))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(text);
  }

  /** An option that there is not would be left out silently, so each is looked at first. */
  private static Coerced several(MultiSelectType type, String text) {
    List<String> keys = new ArrayList<>();
    for (String part : Arrays.asList(text.split("[,，、;；]"))) {
      Coerced one = type.one().fit(key(type.one().options(), part.strip()));
      if (one.refusal() != null) {
        return one;
      }
      keys.add(String.valueOf(one.value()));
    }
    return type.fit(keys);
  }

  private static Coerced yesOrNo(String text) {
    String lower = text.toLowerCase(java.util.Locale.ROOT);
    return YES.contains(lower)
        ? Coerced.of(true)
        : NO.contains(lower)
            ? Coerced.of(false)
            : Coerced.refused("form.switch_format", "value", text);
  }

  /** The digits of an amount as it is written: ¥1,234.50元, 13%. */
  private static String bare(String text) {
    return text.replaceAll("[,，\\s¥￥%％元]", "");
  }

  private Coerced day(String text) {
    LocalDateTime read = calendar(text);
    return read == null
        ? Coerced.refused("form.date_format", "value", text)
        : to.fit(read.toLocalDate());
  }

  private Coerced moment(String text) {
    LocalDateTime read = calendar(text);
    return read == null
        ? to.coerce(StringNode.valueOf(text))
        : to.fit(read.atZone(zone).toInstant());
  }

  private static @Nullable LocalDateTime calendar(String text) {
    Matcher day = DAY.matcher(text);
    Matcher compact = COMPACT_DAY.matcher(text);
    try {
      if (day.matches()) {
        return LocalDate.of(number(day, 1), number(day, 2), number(day, 3))
            .atTime(number(day, 4), number(day, 5), number(day, 6));
      }
      return compact.matches()
          ? LocalDate.of(number(compact, 1), number(compact, 2), number(compact, 3)).atStartOfDay()
          : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static int number(Matcher parts, int group) {
    String digits = parts.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
