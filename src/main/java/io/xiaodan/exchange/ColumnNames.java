package io.xiaodan.exchange;

import io.xiaodan.form.Form;
import io.xiaodan.kernel.Message;
import io.xiaodan.record.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the columns of a sheet are called, for people and for formulas. A header of two rows, where
 * cells are merged downwards or across, gives each column one name.
 */
final class ColumnNames {

  private static final int LONGEST_LABEL = 60;
  private static final int LONGEST_SPELLING = 20;
  private static final int LONGEST_KEY = 25;

  private ColumnNames() {}

  /** A name and what is to be said about it. */
  record Name(String label, List<Message> notes) {}

  /** The row that names the columns, from 1: the second one where the first is merged over it. */
  static int header(List<List<String>> rows) {
    int guessed = HeaderGuess.of(rows);
    return guessed < rows.size() && isSecondHalf(rows, guessed) ? guessed + 1 : guessed;
  }

  private static boolean isSecondHalf(List<List<String>> rows, int guessed) {
    List<String> first = rows.get(guessed - 1);
    List<String> second = rows.get(guessed);
    boolean fillsGaps = false;
    boolean leavesGaps = false;
    for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
      String above = cell(first, i);
      String below = cell(second, i);
      if (!below.isEmpty() && (below.length() > 20 || below.matches("[-+¥]?[\\d.,%/: -]+"))) {
        return false;
      }
      fillsGaps |= above.isEmpty() && !below.isEmpty();
      leavesGaps |= !above.isEmpty() && below.isEmpty() && isFilledLater(rows, guessed + 1, i);
    }
    return fillsGaps && leavesGaps;
  }

  private static boolean isFilledLater(List<List<String>> rows, int from, int column) {
    return rows.subList(from, rows.size()).stream().anyMatch(row -> !cell(row, column).isEmpty());
  }

  /** The names of the columns of a header row. */
  static List<Name> of(List<List<String>> rows, int header) {
    List<String> own = rows.get(header - 1);
    List<String> above = header > 1 ? rows.get(header - 2) : List.of();
    boolean grouped = above.stream().filter(cell -> !cell.isBlank()).count() > 1;
    int width = rows.subList(header - 1, rows.size()).stream().mapToInt(List::size).max().orElse(0);
    List<Name> names = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    String group = "";
    for (int i = 0; i < width; i++) {
      String over = grouped ? cell(above, i) : "";
      group = over.isEmpty() ? group : over;
      names.add(name(own, i, over, group, taken));
    }
    return names;
  }

  private static Name name(
      List<String> own, int column, String over, String group, Set<String> taken) {
    String text = cell(own, column);
    List<Message> notes = new ArrayList<>();
    String letters = Headers.letters(column);
    String label = text;
    if (text.isEmpty() && over.isEmpty()) {
      label = letters;
      notes.add(Message.of("exchange.form_header_empty", "column", letters));
    } else if (text.isEmpty()) {
      label = over;
      notes.add(Message.of("exchange.form_header_merged", "label", over));
    } else if (own.stream().filter(cell -> cell.strip().equals(text)).count() > 1) {
      label = group.isEmpty() || group.equals(text) ? text : group + text;
      notes.add(Message.of("exchange.form_header_twice", "label", text));
    }
    String shortened = label.length() > LONGEST_LABEL ? label.substring(0, LONGEST_LABEL) : label;
    String free = shortened;
    for (int n = 2; !taken.add(free); n++) {
      free = shortened + " " + n;
    }
    return new Name(free, notes);
  }

  private static String cell(List<String> row, int column) {
    return column < row.size() ? row.get(column).strip().replaceAll("\\s+", " ") : "";
  }

  /** A key made from what something is called: spelled, or by its initials, or by its place. */
  static String key(String label, String otherwise, Set<String> taken) {
    Spelling spelling = Spelling.of(label);
    String whole = plain(spelling.whole().isBlank() ? label : spelling.whole());
    String wished = whole.length() <= LONGEST_SPELLING ? whole : plain(spelling.initials());
    if (!wished.matches("[a-z].*")) {
      wished = otherwise;
    }
    String stem = wished.length() > LONGEST_KEY ? wished.substring(0, LONGEST_KEY) : wished;
    String free = stem;
    for (int n = 2; !Form.isFieldKey(free) || !taken.add(free); n++) {
      free = stem + "_" + n;
    }
    return free;
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "_")
        .replaceAll("^[_0-9]+|_+$", "");
  }
}
