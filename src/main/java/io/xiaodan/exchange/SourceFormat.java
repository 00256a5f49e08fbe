package io.xiaodan.exchange;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * How the text of a file is written.
 *
 * @param charset UTF-8 or GB18030
 * @param delimiter between cells
 */
record SourceFormat(Charset charset, char delimiter) {

  static final Charset GB18030 = Charset.forName("GB18030");
  private static final String DELIMITERS = ",;\t|";

  /** What the mapping says, and what it leaves open as the first bytes show it. */
  static SourceFormat recognise(ImportMapping mapping, byte[] head) {
    Charset charset = mapping.charset() != null ? mapping.charset() : charset(head);
    Character stated = mapping.delimiter();
    return new SourceFormat(
        charset, stated != null ? stated : delimiter(new String(head, charset)));
  }

  /** The same in the charset of Chinese spreadsheets. */
  SourceFormat chinese() {
    return new SourceFormat(GB18030, delimiter);
  }

  /** UTF-8 unless the bytes are none; a character cut off at the end does not count. */
  private static Charset charset(byte[] head) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer characters = CharBuffer.allocate(head.length + 1);
    return decoder.decode(ByteBuffer.wrap(head), characters, false).isError()
        ? GB18030
        : StandardCharsets.UTF_8;
  }

  /** The one that stands most often in the first line, outside quotes. */
  private static char delimiter(String text) {
    int[] counts = new int[DELIMITERS.length()];
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '\n' || c == '\r')) {
        break;
      } else if (!quoted && DELIMITERS.indexOf(c) >= 0) {
        counts[DELIMITERS.indexOf(c)]++;
      }
    }
    int best = 0;
    for (int i = 1; i < counts.length; i++) {
      best = counts[i] > counts[best] ? i : best;
    }
    return DELIMITERS.charAt(best);
  }
}
