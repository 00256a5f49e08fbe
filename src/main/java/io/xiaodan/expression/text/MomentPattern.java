package io.xiaodan.expression.text;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Excel's date formats: {@code yyyy yy m mm d dd h hh m mm s ss}, {@code aaa} for 一 and {@code
 * aaaa} for 星期一, in any case; {@code m} next to hours or seconds is minutes; the clock has 24
 * hours. Text in between stands for itself; letters have to be quoted.
 */
public record MomentPattern(List<Piece> pieces) {

  private static final int LONGEST = 60;
  private static final String WEEKDAYS = "一二三四五六日";

  /** One part: a part of the moment with its width, or a literal text. */
  public record Piece(Part part, String literal) {}

  public enum Part {
    LITERAL,
    YEAR,
    SHORT_YEAR,
    MONTH,
    MONTH_2,
    DAY,
    DAY_2,
    HOUR,
    HOUR_2,
    MINUTE,
    MINUTE_2,
    SECOND,
    SECOND_2,
    WEEKDAY,
    LONG_WEEKDAY;

    boolean isTime() {
      return compareTo(HOUR) >= 0 && compareTo(SECOND_2) <= 0;
    }

    boolean isHour() {
      return this == HOUR || this == HOUR_2;
    }

    boolean isSecond() {
      return this == SECOND || this == SECOND_2;
    }
  }

  private static final Map<String, Part> PARTS =
      Map.ofEntries(
          Map.entry("yyyy", Part.YEAR),
          Map.entry("yy", Part.SHORT_YEAR),
          Map.entry("m", Part.MONTH),
          Map.entry("mm", Part.MONTH_2),
          Map.entry("d", Part.DAY),
          Map.entry("dd", Part.DAY_2),
          Map.entry("h", Part.HOUR),
          Map.entry("hh", Part.HOUR_2),
          Map.entry("s", Part.SECOND),
          Map.entry("ss", Part.SECOND_2),
          Map.entry("aaa", Part.WEEKDAY),
          Map.entry("aaaa", Part.LONG_WEEKDAY));

  public static Optional<MomentPattern> parse(String text) {
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      char c = Character.toLowerCase(text.charAt(at));
      int end = at + 1;
      if (c == '"') {
        end = text.indexOf('"', end) + 1;
        if (end == 0) {
          return Optional.empty();
        }
        pieces.add(new Piece(Part.LITERAL, text.substring(at + 1, end - 1)));
      } else if (c >= 'a' && c <= 'z') {
        while (end < text.length() && Character.toLowerCase(text.charAt(end)) == c) {
          end++;
        }
        Part part = PARTS.get(String.valueOf(c).repeat(end - at));
        if (part == null) {
          return Optional.empty();
        }
        pieces.add(new Piece(part, ""));
      } else {
        pieces.add(new Piece(Part.LITERAL, text.substring(at, end)));
      }
      at = end;
    }
    boolean shows = pieces.stream().anyMatch(piece -> piece.part() != Part.LITERAL);
    return shows && text.length() <= LONGEST
        ? Optional.of(new MomentPattern(withMinutes(pieces)))
        : Optional.empty();
  }

  private static List<Piece> withMinutes(List<Piece> pieces) {
    List<Part> parts =
        pieces.stream().map(Piece::part).filter(part -> part != Part.LITERAL).toList();
    List<Piece> result = new ArrayList<>();
    int index = 0;
    for (Piece piece : pieces) {
      Part part = piece.part();
      if (part == Part.LITERAL) {
        result.add(piece);
        continue;
      }
      boolean byClock =
          (index > 0 && parts.get(index - 1).isHour())
              || (index + 1 < parts.size() && parts.get(index + 1).isSecond());
      if (byClock && part == Part.MONTH) {
        part = Part.MINUTE;
      } else if (byClock && part == Part.MONTH_2) {
        part = Part.MINUTE_2;
      }
      result.add(new Piece(part, ""));
      index++;
    }
    return List.copyOf(result);
  }

  public boolean hasTime() {
    return pieces.stream().anyMatch(piece -> piece.part().isTime());
  }

  public @Nullable String format(LocalDateTime moment) {
    var result = new StringBuilder();
    for (Piece piece : pieces) {
      result.append(piece.part() == Part.LITERAL ? piece.literal() : show(piece.part(), moment));
    }
    return Texts.orEmpty(result.toString());
  }

  private static String show(Part part, LocalDateTime moment) {
    return switch (part) {
      case LITERAL -> "";
      case YEAR -> padded(moment.getYear(), 4);
      case SHORT_YEAR -> padded(moment.getYear() % 100, 2);
      case MONTH -> padded(moment.getMonthValue(), 1);
      case MONTH_2 -> padded(moment.getMonthValue(), 2);
      case DAY -> padded(moment.getDayOfMonth(), 1);
      case DAY_2 -> padded(moment.getDayOfMonth(), 2);
      case HOUR -> padded(moment.getHour(), 1);
      case HOUR_2 -> padded(moment.getHour(), 2);
      case MINUTE -> padded(moment.getMinute(), 1);
      case MINUTE_2 -> padded(moment.getMinute(), 2);
      case SECOND -> padded(moment.getSecond(), 1);
      case SECOND_2 -> padded(moment.getSecond(), 2);
      case WEEKDAY -> weekday(moment);
      case LONG_WEEKDAY -> "星期" + weekday(moment);
    };
  }

  private static String weekday(LocalDateTime moment) {
    return String.valueOf(WEEKDAYS.charAt(moment.getDayOfWeek().getValue() - 1));
  }

  private static String padded(int number, int width) {
    String digits = String.valueOf(number);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }
}
