package io.xiaodan.exchange.sheet;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text in files that spreadsheets open. In a text file a cell that would run as a formula gets an
 * apostrophe before it, which is taken away again when the file comes back; in a workbook the
 * characters that XML cannot hold are written as {@code _x000D_}, as spreadsheets do.
 */
public final class SafeText {

  /** By which spreadsheets know that a text file is UTF-8. */
  public static final char MARK = '\uFEFF';

  /** Begins the cell that stands for a text no cell can hold; people do not see it. */
  static final char LEFT_OUT = '\u2063';

  /** Most characters a cell of a workbook can hold. */
  static final int LONGEST = 32_767;

  private static final Pattern RUNS = Pattern.compile("(?s)'*[=+\\-@\\t\\r＝＋－＠].*");
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+([.,]\\d+)*%?");
  private static final Pattern CODED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

  private SafeText() {}

  /** The cell of a text file so that no spreadsheet runs it; a number stays a number. */
  public static String escape(@Nullable String cell) {
    if (cell == null || cell.isEmpty()) {
      return "";
    }
    return RUNS.matcher(cell).matches() && !NUMBER.matcher(cell).matches() ? "'" + cell : cell;
  }

  /** What {@link #escape} was given. */
  public static String unescape(String cell) {
    return cell.startsWith("'") && RUNS.matcher(cell).matches() ? cell.substring(1) : cell;
  }

  /** Whether a cell only says that its text was too long to go out. */
  public static boolean isLeftOut(String cell) {
    return !cell.isEmpty() && cell.charAt(0) == LEFT_OUT;
  }

  /** Text as a workbook keeps it. */
  static String encode(String text) {
    String coded = text;
    if (text.contains("_x")) {
      coded = CODED.matcher(text).replaceAll("_x005F_x$1_");
    }
    StringBuilder out = null;
    int last = coded.length() - 1;
    for (int i = 0; i <= last; i++) {
      char c = coded.charAt(i);
      boolean odd =
          (c < 0x20 && c != '\n' && c != '\t')
              || c >= 0xFFFE
              || ((c == ' ' || c == '\n' || c == '\t') && (i == 0 || i == last));
      if (odd && out == null) {
        out = new StringBuilder(coded.length() + 16).append(coded, 0, i);
      }
      if (out != null) {
        out.append(odd ? "_x" + hex(c) + "_" : c);
      }
    }
    return out == null ? coded : out.toString();
  }

  private static String hex(char c) {
    String digits = Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT);
    return "0".repeat(4 - digits.length()) + digits;
  }

  /** What {@link #encode} was given. */
  static String decode(String text) {
    return text.contains("_x")
        ? CODED
            .matcher(text)
            .replaceAll(code ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(code.group(1), 16))))
        : text;
  }
}
