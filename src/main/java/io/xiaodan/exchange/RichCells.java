package io.xiaodan.exchange;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.parser.Parser;

/**
 * Formatted text in cells. Text of plain paragraphs is written as its lines, as people read it;
 * whatever has formats or lists keeps its marks, so that nothing of it is lost on the way back.
 */
final class RichCells {

  private static final Pattern LINES = Pattern.compile("(<p>[^<]*</p>)+");
  private static final Pattern MARKED =
      Pattern.compile(
          "</?(p|br|div|span|b|strong|i|em|u|s|del|sub|sup|h[1-4]|ul|ol|li|blockquote|pre|code|hr"
              + "|table|thead|tbody|tr|th|td|a)(\\s[^<>]*)?/?>",
          Pattern.CASE_INSENSITIVE);

  private RichCells() {}

  /** The cell of a formatted text. */
  static String cell(String html) {
    if (!LINES.matcher(html).matches()) {
      return html;
    }
    String lines =
        Arrays.stream(html.substring(3, html.length() - 4).split("</p><p>", -1))
            .map(line -> Parser.unescapeEntities(line, false))
            .collect(Collectors.joining("\n"));
    return html(lines).equals(html) ? lines : html;
  }

  /** The formatted text of a cell; text without marks becomes a paragraph for each line. */
  static String html(String cell) {
    if (MARKED.matcher(cell).find()) {
      return cell;
    }
    return cell.lines().map(RichCells::paragraph).collect(Collectors.joining());
  }

  private static String paragraph(String line) {
    String escaped =
        line.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\u00A0", "&nbsp;");
    return "<p>" + escaped + "</p>";
  }
}
