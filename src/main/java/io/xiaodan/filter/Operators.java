package io.xiaodan.filter;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What each operator means. Operators that are the contrary of another are read as that one; the
 * caller turns them round, so that they hold for empty fields too.
 *
 * @param values reads the values
 */
record Operators(Values values) {

  /** Values of one formula; more become several formulas, since a formula has a longest length. */
  private static final int TOGETHER = 8;

  /** Whether an operator holds where its contrary does not. */
  static boolean isContrary(String operator) {
    return operator.equals("ne")
        || operator.equals("has_none")
        || operator.equals("filled")
        || operator.startsWith("not_");
  }

  private static String straight(String operator) {
    return switch (operator) {
      case "ne" -> "eq";
      case "has_none" -> "has_any";
      case "filled" -> "empty";
      default -> operator.startsWith("not_") ? operator.substring(4) : operator;
    };
  }

  /** What the operator, or its contrary, asks. */
  Asked read(Subject subject, String operator, JsonNode value, String place) {
    String straight = straight(operator);
    if (straight.equals("empty")) {
      return formula("ISEMPTY(" + subject.path() + ")");
    }
    return switch (subject.kind()) {
      case TEXT -> text(subject.path(), straight, value, place);
      case CHOICE -> equal(subject.path(), straight, value, values::text, place);
      case TRUTH -> equal(subject.path(), straight, value, values::truth, place);
      case NUMBER -> number(subject.path(), straight, value, place);
      case DATE, MOMENT -> days(straight, value, place);
      case CHOICES -> choices(subject.path(), straight, value, place);
      case REFERENCE -> reference(subject, straight, value, place);
      case PERSON -> person(straight, value, place);
      case DEPARTMENT -> department(straight, value, place);
      case TIME -> time(subject.path(), straight, value, place);
      case REGION, CASCADER, ADDRESS -> place(subject, straight, value, place);
      case RICH ->
          new Asked.Read(
              straight.equals("contains")
                  ? List.of(values.part(value, place))
                  : each(value, Values.MOST_PARTS, values::part, place));
      case FILES, LINES -> throw new IllegalStateException(operator);
    };
  }

  private Asked text(String path, String operator, JsonNode value, String place) {
    String lower = "LOWER(" + path + ")";
    return switch (operator) {
      case "contains" -> formula("CONTAINS(%s, %s)".formatted(lower, values.lower(value, place)));
      case "starts" -> formula("STARTSWITH(%s, %s)".formatted(lower, values.lower(value, place)));
      case "contains_any" ->
          new Asked.Formulas(
              each(value, Values.MOST_PARTS, values::lower, place).stream()
                  .map(part -> "CONTAINS(%s, %s)".formatted(lower, part))
                  .toList());
      default -> equal(path, operator, value, values::text, place);
    };
  }

  private static Asked equal(
      String path,
      String operator,
      JsonNode value,
      BiFunction<JsonNode, String, String> read,
      String place) {
    return operator.equals("in")
        ? among(path, each(value, Values.MOST, read, place))
        : formula(path + " = " + read.apply(value, place));
  }

  private static Asked among(String path, List<String> literals) {
    List<String> formulas = new ArrayList<>();
    for (int i = 0; i < literals.size(); i += TOGETHER) {
      List<String> some = literals.subList(i, Math.min(literals.size(), i + TOGETHER));
      formulas.add("IN(" + path + ", " + String.join(", ", some) + ")");
    }
    return new Asked.Formulas(formulas);
  }

  private Asked number(String path, String operator, JsonNode value, String place) {
    return switch (operator) {
      case "eq", "in" -> equal(path, operator, value, values::number, place);
      case "between" -> formula(bounds(path, value, values::number, place));
      default -> formula(path + sign(operator) + values.number(value, place));
    };
  }

  private static String bounds(
      String path, JsonNode value, BiFunction<JsonNode, String, String> read, String place) {
    requireBounds(value, place);
    List<String> bounds = new ArrayList<>();
    if (!value.path("from").isMissingNode()) {
      bounds.add(path + " >= " + read.apply(value.path("from"), place + ".from"));
    }
    if (!value.path("to").isMissingNode()) {
      bounds.add(path + " <= " + read.apply(value.path("to"), place + ".to"));
    }
    return String.join(" and ", bounds);
  }

  private static String sign(String operator) {
    return switch (operator) {
      case "lt" -> " < ";
      case "le" -> " <= ";
      case "gt" -> " > ";
      default -> " >= ";
    };
  }

  private static void requireBounds(JsonNode value, String place) {
    if (!value.isObject()
        || (value.path("from").isMissingNode() && value.path("to").isMissingNode())) {
      throw Wrong.at(place, "filter.bounds");
    }
  }

  private Asked days(String operator, JsonNode value, String place) {
    return switch (operator) {
      case "within" -> {
        Period period = Period.read(value, values, place);
        yield new Asked.Days(period.first(), period.last());
      }
      case "between" -> {
        requireBounds(value, place);
        JsonNode from = value.path("from");
        JsonNode to = value.path("to");
        yield new Asked.Days(
            from.isMissingNode() ? null : values.day(from, place + ".from"),
            to.isMissingNode() ? null : values.day(to, place + ".to"));
      }
      default -> {
        LocalDate day = values.day(value, place);
        yield switch (operator) {
          case "lt" -> new Asked.Days(null, day.minusDays(1));
          case "le" -> new Asked.Days(null, day);
          case "gt" -> new Asked.Days(day.plusDays(1), null);
          case "ge" -> new Asked.Days(day, null);
          default -> new Asked.Days(day, day);
        };
      }
    };
  }

  private Asked person(String operator, JsonNode value, String place) {
    return switch (operator) {
      case "team" -> new Asked.Ids(values.team(value, place));
      case "works_in" -> new Asked.Ids(several(value, values::members, place).distinct().toList());
      default -> ids(operator, value, values::person, place);
    };
  }

  private Asked department(String operator, JsonNode value, String place) {
    return new Asked.Ids(
        switch (operator) {
          case "within" -> several(value, values::withBelow, place).distinct().toList();
          case "in" -> several(value, values::departments, place).distinct().toList();
          default -> values.departments(value, place);
        });
  }

  private static <T> Stream<T> several(
      JsonNode value, BiFunction<JsonNode, String, List<T>> read, String place) {
    return each(value, Values.MOST_PARTS, read, place).stream().flatMap(List::stream);
  }

  private Asked time(String path, String operator, JsonNode value, String place) {
    return switch (operator) {
      case "eq", "in" -> equal(path, operator, value, values::time, place);
      case "between" -> formula(bounds(path, value, values::time, place));
      default -> formula(path + sign(operator) + values.time(value, place));
    };
  }

  /** What lies inside another: a county in its city, an option below another. */
  private Asked place(Subject subject, String operator, JsonNode value, String place) {
    if (!operator.equals("within")) {
      return subject.kind() == Kind.ADDRESS
          ? text(subject.path(), operator, value, place)
          : equal(subject.path(), operator, value, values::text, place);
    }
    Inside inside = new Inside(subject);
    if (subject.kind() == Kind.CASCADER) {
      return among(
          subject.path(),
          each(value, Values.MOST_PARTS, inside::options, place).stream()
              .flatMap(List::stream)
              .distinct()
              .toList());
    }
    return new Asked.Formulas(each(value, Values.MOST_PARTS, inside::region, place));
  }

  private Asked choices(String path, String operator, JsonNode value, String place) {
    if (operator.equals("has")) {
      return formula("CONTAINS(%s, %s)".formatted(path, values.text(value, place)));
    }
    List<String> tests =
        each(value, Values.MOST_PARTS, values::text, place).stream()
            .map(key -> "CONTAINS(%s, %s)".formatted(path, key))
            .toList();
    return operator.equals("has_all")
        ? formula(tests.stream().collect(Collectors.joining(", ", "AND(", ")")))
        : new Asked.Formulas(tests);
  }

  private Asked reference(Subject subject, String operator, JsonNode value, String place) {
    if (!operator.equals("contains") && !operator.equals("starts")) {
      return ids(operator, value, values::id, place);
    }
    if (subject.name() == null) {
      throw Wrong.at(place, "filter.no_name");
    }
    return text(subject.name(), operator, value, place);
  }

  private static Asked ids(
      String operator, JsonNode value, BiFunction<JsonNode, String, UUID> read, String place) {
    return new Asked.Ids(
        operator.equals("in")
            ? each(value, Values.MOST, read, place)
            : List.of(read.apply(value, place)));
  }

  private static <T> List<T> each(
      JsonNode value, int most, BiFunction<JsonNode, String, T> read, String place) {
    List<T> entries = new ArrayList<>();
    for (JsonNode entry : Values.list(value, most, place)) {
      entries.add(read.apply(entry, place + "[" + entries.size() + "]"));
    }
    return entries;
  }

  private static Asked formula(String text) {
    return new Asked.Formulas(List.of(text));
  }

  /** The formulas of a question that has none yet, for where its column cannot be read as it is. */
  static List<String> formulas(Subject subject, Asked asked) {
    return switch (asked) {
      case Asked.Formulas formulas -> formulas.any();
      case Asked.Ids ids ->
          ids.any().isEmpty()
              ? List.of("FALSE")
              : ((Asked.Formulas)
                      among(
                          subject.path(), ids.any().stream().map(id -> "\"" + id + "\"").toList()))
                  .any();
      case Asked.Read _ -> throw new IllegalStateException("rich text is no formula");
      case Asked.Days days -> List.of(days(subject, days));
    };
  }

  private static String days(Subject subject, Asked.Days days) {
    String path = subject.path();
    String day =
        subject.kind() == Kind.DATE
            ? path
            : "DATE(YEAR(%1$s), MONTH(%1$s), DAY(%1$s))".formatted(path);
    List<String> bounds = new ArrayList<>();
    if (days.first() != null) {
      bounds.add(day + " >= " + Values.literal(days.first()));
    }
    if (days.last() != null) {
      bounds.add(day + " <= " + Values.literal(days.last()));
    }
    return String.join(" and ", bounds);
  }
}
