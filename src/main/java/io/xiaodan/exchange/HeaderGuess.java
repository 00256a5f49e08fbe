package io.xiaodan.exchange;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which row of a sheet names its columns: titles and notes above it have fewer cells. */
final class HeaderGuess {

  private static final int LOOKED_AT = 30;

  private HeaderGuess() {}

  /** The number of the row, from 1. */
  static int of(List<List<String>> rows) {
    int best = 1;
    int most = Integer.MIN_VALUE;
    for (int i = 0; i < Math.min(LOOKED_AT, rows.size()); i++) {
      int score = score(rows.get(i));
      if (score > most && i + 1 < rows.size() + 1) {
        most = score;
        best = i + 1;
      }
    }
    return best;
  }

  private static int score(List<String> row) {
    Set<String> names = new HashSet<>();
    int score = 0;
    for (String cell : row) {
      String text = cell.strip();
      if (text.isEmpty()) {
        continue;
      }
      boolean isName =
          text.length() <= 40 && !text.matches("[-+]?[\\d.,%/: -]+") && names.add(text);
      score += isName ? 3 : -2;
    }
    return score;
  }
}
