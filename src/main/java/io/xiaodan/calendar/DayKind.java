package io.xiaodan.calendar;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a day of the calendar is, where it is not what its day of the week says. */
public enum DayKind {
  /** Nobody works. */
  OFF("放假", "休", "休息", "节假日", "假期", "holiday"),
  /** A weekend day on which people work. */
  WORK("上班", "班", "补班", "调休", "调休上班", "工作日", "workday", "working day");

  private final String key = name().toLowerCase(Locale.ROOT);
  private final List<String> words;

  DayKind(String... words) {
    this.words = List.of(words);
  }

  /** The word in the database, the API and files. */
  public String key() {
    return key;
  }

  /** The kind that a word in a file stands for, whatever its case. */
  public static Optional<DayKind> of(String word) {
    String said = word.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(kind -> kind.key.equals(said) || kind.words.contains(said))
        .findFirst();
  }
}
