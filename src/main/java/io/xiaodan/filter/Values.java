package io.xiaodan.filter;

import io.xiaodan.identity.Organisation;
import io.xiaodan.identity.Reach;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Reads the values of conditions and writes them as formulas do.
 *
 * @param today the date in the workspace's time zone
 * @param me the person who filters
 * @param organisation who works where
 */
record Values(LocalDate today, UUID me, Organisation organisation) {

  static final int MOST = 1_000;
  static final int MOST_PARTS = 200;

  private static final int LONGEST = 500;
  private static final int FARTHEST = 100_000;
  private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,40}(\\.\\d{1,40})?");

  /** A text as it stands in a formula. */
  String text(JsonNode value, String place) {
    return quoted(plain(value, place));
  }

  /** The same in lower case, for what is compared without regard to case. */
  String lower(JsonNode value, String place) {
    return quoted(lowerAscii(plain(value, place).strip()));
  }

  private static String plain(JsonNode value, String place) {
    if (!(value.isString() || value.isNumber())) {
      throw Wrong.at(place, "filter.text");
    }
    String text = value.asString();
    if (text.isBlank() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
      throw Wrong.at(place, "filter.text");
    }
    return text;
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  /** As the language does it: the letters a to z only. */
  private static String lowerAscii(String text) {
    StringBuilder lower = new StringBuilder(text);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        lower.setCharAt(i, (char) (c + 'a' - 'A'));
      }
    }
    return lower.toString();
  }

  String number(JsonNode value, String place) {
    String text = value.isNumber() || value.isString() ? value.asString().strip() : "";
    if (!DECIMAL.matcher(text).matches()) {
      throw Wrong.at(place, "filter.number");
    }
    return text.startsWith("+") ? text.substring(1) : text;
  }

  String truth(JsonNode value, String place) {
    if (!value.isBoolean()) {
      throw Wrong.at(place, "filter.truth");
    }
    return value.asBoolean() ? "TRUE" : "FALSE";
  }

  UUID id(JsonNode value, String place) {
    JsonNode id = value.isObject() ? value.path("id") : value;
    try {
      return UUID.fromString(id.asString(""));
    } catch (IllegalArgumentException e) {
      throw Wrong.at(place, "filter.id");
    }
  }

  UUID person(JsonNode value, String place) {
    return value.asString("").equals("me") ? me : id(value, place);
  }

  /** People of one's own reach; of a department only those who work there, leading it or not. */
  List<UUID> team(JsonNode value, String place) {
    return List.copyOf(organisation.people(me, reach(value, place)));
  }

  private static Reach reach(JsonNode value, String place) {
    return switch (value.asString("")) {
      case "department" -> Reach.DEPARTMENT;
      case "department_and_below" -> Reach.DEPARTMENT_AND_BELOW;
      case "subordinates" -> Reach.SUBORDINATES;
      default -> throw Wrong.at(place, "filter.team");
    };
  }

  /** A department by its id, or one's own. */
  List<UUID> departments(JsonNode value, String place) {
    return value.asString("").equals("mine")
        ? List.copyOf(organisation.departments(me, Reach.DEPARTMENT))
        : List.of(id(value, place));
  }

  /** The same with those below. */
  List<UUID> withBelow(JsonNode value, String place) {
    return departments(value, place).stream()
        .flatMap(id -> Stream.concat(Stream.of(id), organisation.withBelow(id).stream()))
        .distinct()
        .toList();
  }

  /** Those who work in a department or below it, those who left included. */
  List<UUID> members(JsonNode value, String place) {
    return withBelow(value, place).stream()
        .flatMap(department -> organisation.everybodyOf(department).stream())
        .toList();
  }

  /** A time of the day as it stands in a formula. */
  String time(JsonNode value, String place) {
    try {
      return quoted(
          LocalTime.parse(value.asString("").strip()).format(DateTimeFormatter.ofPattern("HH:mm")));
    } catch (DateTimeException e) {
      throw Wrong.at(place, "filter.time");
    }
  }

  /** A part of a text, in lower case, for where no formula is made of it. */
  String part(JsonNode value, String place) {
    return lowerAscii(plain(value, place).strip());
  }

  /** A day: a date, {@code "today"}, or {@code {"today": -7}}. */
  LocalDate day(JsonNode value, String place) {
    JsonNode offset = value.path("today");
    if (value.isObject()) {
      return today.plusDays(whole(offset, -FARTHEST, FARTHEST, place + ".today"));
    }
    String text = value.asString("").toLowerCase(Locale.ROOT);
    if (text.equals("today")) {
      return today;
    }
    try {
      LocalDate day = LocalDate.parse(value.asString(""));
      if (day.getYear() >= 1 && day.getYear() <= 9999) {
        return day;
      }
    } catch (DateTimeException e) {
      // said below
    }
    throw Wrong.at(place, "filter.day");
  }

  static int whole(JsonNode value, int least, int most, String place) {
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw Wrong.at(place, "filter.whole", "least", least, "most", most);
    }
    int number = value.intValue();
    if (number < least || number > most) {
      throw Wrong.at(place, "filter.whole", "least", least, "most", most);
    }
    return number;
  }

  static String literal(LocalDate day) {
    return "DATE(%d, %d, %d)".formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
  }

  /** The entries of a list that has some, but not too many. */
  static List<JsonNode> list(JsonNode value, int most, String place) {
    if (!value.isArray() || value.isEmpty() || value.size() > most) {
      throw Wrong.at(place, "filter.list", "most", most);
    }
    List<JsonNode> entries = new ArrayList<>();
    value.forEach(entries::add);
    return entries;
  }
}
