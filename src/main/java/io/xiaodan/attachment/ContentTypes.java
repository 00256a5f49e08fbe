package io.xiaodan.attachment;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out what a file is from its first bytes. A name only chooses among the kinds that share one
 * beginning, such as the office documents, and never makes a page or a program of something else.
 */
final class ContentTypes {

  static final String UNKNOWN = "application/octet-stream";

  /** A kind of file: how its content begins, in hexadecimal, and where. */
  private record Magic(int offset, byte[] bytes, String type) {

    static Magic of(String hex, String type) {
      return new Magic(0, HexFormat.of().parseHex(hex), type);
    }

    boolean matches(byte[] head) {
      if (head.length < offset + bytes.length) {
        return false;
      }
      for (int i = 0; i < bytes.length; i++) {
        if (head[offset + i] != bytes[i]) {
          return false;
        }
      }
      return true;
    }
  }

  private static final String ZIP = "application/zip";
  private static final String OLE = "application/x-ole-storage";
  private static final String PROGRAM = "application/x-executable";

  private static final List<Magic> MAGIC =
      List.of(
          Magic.of("255044462d", "application/pdf"),
          Magic.of("89504e470d0a1a0a", "image/png"),
          Magic.of("ffd8ff", "image/jpeg"),
          Magic.of("474946383761", "image/gif"),
          Magic.of("474946383961", "image/gif"),
          new Magic(8, "WEBP".getBytes(StandardCharsets.US_ASCII), "image/webp"),
          new Magic(4, "ftypheic".getBytes(StandardCharsets.US_ASCII), "image/heic"),
          new Magic(4, "ftyp".getBytes(StandardCharsets.US_ASCII), "video/mp4"),
          Magic.of("504b0304", ZIP),
          Magic.of("504b0506", ZIP),
          Magic.of("d0cf11e0a1b11ae1", OLE),
          Magic.of("526172211a07", "application/vnd.rar"),
          Magic.of("377abcaf271c", "application/x-7z-compressed"),
          Magic.of("1f8b", "application/gzip"),
          Magic.of("494433", "audio/mpeg"),
          Magic.of("4d5a", PROGRAM),
          Magic.of("7f454c46", PROGRAM),
          Magic.of("cffaedfe", PROGRAM),
          Magic.of("cafebabe", PROGRAM));

  private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
  private static final Map<String, String> IN_ZIP =
      Map.of(
          "xlsx", OFFICE + "spreadsheetml.sheet",
          "docx", OFFICE + "wordprocessingml.document",
          "pptx", OFFICE + "presentationml.presentation");
  private static final Map<String, String> IN_OLE =
      Map.of(
          "xls", "application/vnd.ms-excel",
          "doc", "application/msword",
          "ppt", "application/vnd.ms-powerpoint");
  private static final Map<String, String> IN_TEXT =
      Map.of("csv", "text/csv", "json", "application/json");

  private ContentTypes() {}

  /** The media type of a file with these first bytes; unknown ones are plain bytes. */
  static String of(byte[] head, String name) {
    Optional<Magic> magic = MAGIC.stream().filter(kind -> kind.matches(head)).findFirst();
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (magic.isEmpty()) {
      return text(head).map(start -> textType(start, ending)).orElse(UNKNOWN);
    }
    String type = magic.get().type();
    return switch (type) {
      case ZIP -> IN_ZIP.getOrDefault(ending, ZIP);
      case OLE -> IN_OLE.getOrDefault(ending, OLE);
      default -> type;
    };
  }

  /** Whether a file is a program, which is not taken. */
  static boolean isProgram(String type) {
    return type.equals(PROGRAM);
  }

  private static String textType(String start, String ending) {
    String lower = start.toLowerCase(Locale.ROOT);
    if (lower.contains("<svg")) {
      return "image/svg+xml";
    }
    boolean page =
        lower.contains("<html") || lower.contains("<!doctype html") || lower.contains("<script");
    return page ? "text/html" : IN_TEXT.getOrDefault(ending, "text/plain");
  }

  /** The beginning as text, if it is UTF-8 without control characters. */
  private static Optional<String> text(byte[] head) {
    CharsetDecoder utf8 =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer text = CharBuffer.allocate(head.length);
    // The head may end in the middle of a character, so it is not said to be the end of the input.
    if (utf8.decode(ByteBuffer.wrap(head), text, false).isError()) {
      return Optional.empty();
    }
    String start = text.flip().toString();
    boolean plain =
        start.chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f');
    return plain ? Optional.of(start) : Optional.empty();
  }
}
