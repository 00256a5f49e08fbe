package io.xiaodan.web.record;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What filter trees mean, written a second time as plainly as can be. */
final class NaiveFilter {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private NaiveFilter() {}

  @SuppressWarnings("unchecked")
  static boolean holds(Map<String, ?> tree, Map<String, ?> record) {
    if (tree.containsKey("all")) {
      return ((List<Map<String, ?>>) tree.get("all"))
          .stream().allMatch(each -> holds(each, record));
    }
    if (tree.containsKey("any")) {
      List<Map<String, ?>> any = (List<Map<String, ?>>) tree.get("any");
      return any.isEmpty() || any.stream().anyMatch(each -> holds(each, record));
    }
    if (tree.containsKey("not")) {
      return !holds((Map<String, ?>) tree.get("not"), record);
    }
    return condition(
        record.get(String.valueOf(tree.get("field"))),
        String.valueOf(tree.get("op")),
        Objects.requireNonNullElse(tree.get("value"), ""));
  }

  private static boolean condition(@Nullable Object field, String op, Object value) {
    return switch (op) {
      case "empty" -> field == null;
      case "filled" -> field != null;
      case "ne" -> !condition(field, "eq", value);
      case "not_in" -> !condition(field, "in", value);
      case "not_contains" -> !condition(field, "contains", value);
      case "not_starts" -> !condition(field, "starts", value);
      case "has_none" -> !condition(field, "has_any", value);
      default -> field != null && filled(field, op, value);
    };
  }

  @SuppressWarnings("unchecked")
  private static boolean filled(Object field, String op, Object value) {
    return switch (field) {
      case BigDecimal number -> ordered(op, value, text -> new BigDecimal((String) text), number);
      case LocalDate day -> days(op, value, day);
      case Instant moment -> days(op, value, moment.atZone(ZONE).toLocalDate());
      case List<?> list -> list(op, value, (List<String>) list);
      case Boolean flag -> flag.equals(value);
      default -> text(field.toString(), op, value);
    };
  }

  private static boolean text(String field, String op, Object value) {
    String lower = field.toLowerCase(Locale.ROOT);
    return switch (op) {
      case "eq" -> field.equals(value);
      case "in" -> ((List<?>) value).contains(field);
      case "contains" -> lower.contains(((String) value).toLowerCase(Locale.ROOT));
      case "starts" -> lower.startsWith(((String) value).toLowerCase(Locale.ROOT));
      case "contains_any" ->
          ((List<?>) value)
              .stream().anyMatch(part -> lower.contains(((String) part).toLowerCase(Locale.ROOT)));
      default -> throw new IllegalArgumentException(op);
    };
  }

  private static boolean list(String op, Object value, List<String> field) {
    return switch (op) {
      case "has" -> field.contains(value);
      case "has_any" -> ((List<?>) value).stream().anyMatch(field::contains);
      case "has_all" -> field.containsAll((List<?>) value);
      default -> throw new IllegalArgumentException(op);
    };
  }

  private interface Read<T> {
    T of(Object value);
  }

  private static <T extends Comparable<? super T>> boolean ordered(
      String op, Object value, Read<T> read, T field) {
    Predicate<Object> least = bound -> field.compareTo(read.of(bound)) >= 0;
    Predicate<Object> most = bound -> field.compareTo(read.of(bound)) <= 0;
    return switch (op) {
      case "eq" -> field.compareTo(read.of(value)) == 0;
      case "in" -> ((List<?>) value).stream().anyMatch(each -> field.compareTo(read.of(each)) == 0);
      case "lt" -> field.compareTo(read.of(value)) < 0;
      case "gt" -> field.compareTo(read.of(value)) > 0;
      case "le" -> most.test(value);
      case "ge" -> least.test(value);
      case "between" -> {
        Map<?, ?> bounds = (Map<?, ?>) value;
        yield (!bounds.containsKey("from")
                || least.test(Objects.requireNonNull(bounds.get("from"))))
            && (!bounds.containsKey("to") || most.test(Objects.requireNonNull(bounds.get("to"))));
      }
      default -> throw new IllegalArgumentException(op);
    };
  }

  private static boolean days(String op, Object value, LocalDate field) {
    LocalDate today = LocalDate.now(ZONE);
    if (!op.equals("within")) {
      return ordered(op, value, bound -> day(bound, today), field);
    }
    if (value instanceof Map<?, ?> map && map.containsKey("last")) {
      int days = number(map.get("last"));
      return field.isAfter(today.minusDays(days)) && !field.isAfter(today);
    }
    if (value instanceof Map<?, ?> map && map.containsKey("month")) {
      String month = String.valueOf(map.get("month"));
      return field.toString().substring(0, 7).equals(month.substring(0, 7));
    }
    return switch ((String) value) {
      case "today" -> field.equals(today);
      case "this_month" ->
          field.toString().substring(0, 7).equals(today.toString().substring(0, 7));
      case "last_year" -> field.getYear() == today.getYear() - 1;
      case "next_week" -> {
        LocalDate monday = today.plusDays(8L - today.getDayOfWeek().getValue());
        yield !field.isBefore(monday) && field.isBefore(monday.plusDays(7));
      }
      default -> throw new IllegalArgumentException(value.toString());
    };
  }

  private static int number(@Nullable Object value) {
    return Integer.parseInt(String.valueOf(value));
  }

  private static LocalDate day(Object bound, LocalDate today) {
    return switch (bound) {
      case Map<?, ?> map -> today.plusDays(number(map.get("today")));
      case String text -> text.equals("today") ? today : LocalDate.parse(text);
      default -> throw new IllegalArgumentException(bound.toString());
    };
  }
}
