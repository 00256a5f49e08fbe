package io.xiaodan.print;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

/** Writes formatting objects, as XSL names them, straight into the formatter. */
final class Fo {

  private static final String SPACE = "http://www.w3.org/1999/XSL/Format";
  private static final String SVG = "http://www.w3.org/2000/svg";

  /** Words longer than this may be broken anywhere. */
  private static final int LONG_WORD = 12;

  private static final String MAY_BREAK = "\u200B";

  private final ContentHandler to;
  private final Deque<Opened> open = new ArrayDeque<>();
  private @Nullable String sequence;

  private record Opened(String space, String name, String qualified) {}

  Fo(ContentHandler to) {
    this.to = to;
  }

  void document(Runnable content) {
    try {
      to.startDocument();
      to.startPrefixMapping("fo", SPACE);
      to.startPrefixMapping("svg", SVG);
      content.run();
      to.endPrefixMapping("svg");
      to.endPrefixMapping("fo");
      to.endDocument();
    } catch (SAXException e) {
      throw new PrintFailed(e);
    }
  }

  /** Tells whose pages are counted from here on. */
  void pagesOf(String id) {
    sequence = id;
  }

  /**
   * Begins an element.
   *
   * @param attributes name, value, name, value; what has no value is left out
   */
  Fo start(String name, @Nullable String... attributes) {
    return begin(new Opened(SPACE, name, "fo:" + name), attributes);
  }

  /** Begins an element of a drawing. */
  Fo svg(String name, String... attributes) {
    return begin(new Opened(SVG, name, "svg:" + name), attributes);
  }

  private Fo begin(Opened element, @Nullable String... attributes) {
    AttributesImpl all = new AttributesImpl();
    for (int i = 0; i < attributes.length; i += 2) {
      String attribute = attributes[i];
      String value = attributes[i + 1];
      if (attribute != null && value != null) {
        all.addAttribute("", attribute, attribute, "CDATA", value);
      }
    }
    try {
      to.startElement(element.space(), element.name(), element.qualified(), all);
    } catch (SAXException e) {
      throw new PrintFailed(e);
    }
    open.push(element);
    return this;
  }

  Fo end() {
    Opened element = open.pop();
    try {
      to.endElement(element.space(), element.name(), element.qualified());
    } catch (SAXException e) {
      throw new PrintFailed(e);
    }
    return this;
  }

  /** A block of one text, whose line breaks are kept. */
  Fo block(String text, @Nullable String... attributes) {
    start("block", attributes);
    if (text.indexOf('\n') >= 0) {
      for (String line : text.split("\r?\n", -1)) {
        start("block").text(line.isEmpty() ? "\u00A0" : line).end();
      }
    } else {
      text(text.isEmpty() ? "\u00A0" : text);
    }
    return end();
  }

  /** Text; page numbers take their places, and rare characters are drawn apart. */
  Fo text(String text) {
    StringBuilder run = new StringBuilder();
    int word = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == Source.PAGE || c == Source.PAGES) {
        characters(run);
        page(c == Source.PAGE);
        continue;
      }
      if (Character.isSupplementaryCodePoint(c)) {
        characters(run);
        start("inline", "font-family", Fonts.RARE);
        run.appendCodePoint(c);
        characters(run);
        end();
        word = 0;
        continue;
      }
      if (!isAllowed(c)) {
        continue;
      }
      word = isWord(c) ? word + 1 : 0;
      if (word > LONG_WORD) {
        run.append(MAY_BREAK);
      }
      run.appendCodePoint(c);
    }
    characters(run);
    return this;
  }

  /** Text in a drawing, letter by letter as it is. */
  Fo plain(String text) {
    StringBuilder run = new StringBuilder();
    text.codePoints().filter(Fo::isAllowed).forEach(run::appendCodePoint);
    characters(run);
    return this;
  }

  private void page(boolean one) {
    if (one) {
      start("page-number").end();
    } else {
      start("page-number-citation-last", "ref-id", sequence).end();
    }
  }

  /** What XML can hold and a font can draw. */
  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\n'
        || (c >= 0x20 && c != 0x7F && !Character.isSurrogate((char) c)) && c < 0xFFFE;
  }

  private static boolean isWord(int c) {
    return c > ' ' && c < 0x2000;
  }

  private void characters(StringBuilder run) {
    if (!run.isEmpty()) {
      try {
        to.characters(run.toString().toCharArray(), 0, run.length());
      } catch (SAXException e) {
        throw new PrintFailed(e);
      }
      run.setLength(0);
    }
  }
}
