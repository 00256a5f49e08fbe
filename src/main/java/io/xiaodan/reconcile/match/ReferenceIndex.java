package io.xiaodan.reconcile.match;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the numbers of open items in what payers write. */
final class ReferenceIndex {

  /** Shorter numbers stand in too many remarks by chance. */
  private static final int SHORTEST = 6;

  private static final String JOINTS = "-_/.#—–";

  private final Map<String, Set<String>> items = new HashMap<>();
  private final TreeSet<Integer> lengths = new TreeSet<>();

  ReferenceIndex(Collection<OpenItem> open) {
    for (OpenItem item : open) {
      for (String reference : item.references()) {
        String plain = Names.plain(reference);
        if (plain.length() >= SHORTEST) {
          items.computeIfAbsent(plain, _ -> new LinkedHashSet<>()).add(item.id());
          lengths.add(plain.length());
        }
      }
    }
  }

  /** The items whose number stands in a text, in the order of the text. */
  Set<String> find(String text) {
    Set<String> found = new LinkedHashSet<>();
    for (String run : runs(text)) {
      find(run, found);
    }
    return found;
  }

  private void find(String run, Set<String> found) {
    int at = 0;
    while (at < run.length()) {
      int taken = 0;
      for (int length : lengths.descendingSet()) {
        if (at + length <= run.length() && stands(run, at, at + length)) {
          Set<String> known = items.get(run.substring(at, at + length));
          if (known != null) {
            found.addAll(known);
            taken = length;
            break;
          }
        }
      }
      at += Math.max(taken, 1);
    }
  }

  /** A number does not begin or end within a longer one. */
  private static boolean stands(String run, int from, int to) {
    boolean begins = from == 0 || isDigit(run.charAt(from - 1)) != isDigit(run.charAt(from));
    boolean ends = to == run.length() || !isDigit(run.charAt(to)) || !isDigit(run.charAt(to - 1));
    return begins && ends;
  }

  private static boolean isDigit(char letter) {
    return letter >= '0' && letter <= '9';
  }

  /** The runs of Latin letters and digits of a text, without what joins them. */
  private static List<String> runs(String text) {
    String wide = Normalizer.normalize(text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
    List<String> runs = new ArrayList<>();
    StringBuilder run = new StringBuilder();
    for (int i = 0; i < wide.length(); i++) {
      char letter = wide.charAt(i);
      if (isDigit(letter) || (letter >= 'A' && letter <= 'Z')) {
        run.append(letter);
      } else if (JOINTS.indexOf(letter) < 0 && !run.isEmpty()) {
        runs.add(run.toString());
        run.setLength(0);
      }
    }
    if (!run.isEmpty()) {
      runs.add(run.toString());
    }
    return runs;
  }
}
