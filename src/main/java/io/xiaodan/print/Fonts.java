package io.xiaodan.print;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.apache.fop.apps.FopConfParser;
import org.apache.fop.apps.FopFactory;
import org.apache.xmlgraphics.io.Resource;
import org.apache.xmlgraphics.io.ResourceResolver;
import org.xml.sax.SAXException;

/**
 * The one font that documents are drawn with, the same on every machine. It has every character of
 * GBK and some ten thousand more.
 */
final class Fonts {

  /** The font. */
  static final String TEXT = "Text";

  /**
   * The same for characters beyond the first 65,536: the formatter counts each of them twice, after
   * which what is copied out of the PDF would be other characters than those that are seen.
   */
  static final String RARE = "Rare";

  private static final String FILE = "/font/NotoSansSC-Regular.ttf";
  private static final String SETTINGS =
      """
      <fop version="1.0">
        <complex-scripts disabled="true"/>
        <fonts><use-cache>false</use-cache></fonts>
        <renderers><renderer mime="application/pdf"><fonts>
          %s%s%s%s
        </fonts></renderer></renderers>
      </fop>
      """
          .formatted(
              font(TEXT, "normal", "normal"),
              font(TEXT, "bold", "normal"),
              font(TEXT, "normal", "italic"),
              font(RARE, "normal", "normal") + font(RARE, "bold", "normal"));

  private Fonts() {}

  private static String font(String family, String weight, String style) {
    boolean plain = weight.equals("normal") && style.equals("normal");
    return """
    <font kerning="no" embed-url="font:regular" embedding-mode="subset"%s>
      <font-triplet name="%s" style="%s" weight="%s"/>
    </font>
    """
        .formatted(plain ? "" : " simulate-style=\"true\"", family, style, weight);
  }

  /** A formatter that reads its font, pictures written into the document, and nothing else. */
  static FopFactory formatter() {
    try {
      return new FopConfParser(
              new ByteArrayInputStream(SETTINGS.getBytes(StandardCharsets.UTF_8)),
              URI.create("file:/"),
              new OwnResources())
          .getFopFactoryBuilder()
          .build();
    } catch (SAXException | IOException e) {
      throw new PrintFailed(e);
    }
  }

  /** Nothing outside is ever fetched, whatever a document names. */
  private static final class OwnResources implements ResourceResolver {

    @Override
    public Resource getResource(URI address) throws IOException {
      InputStream font =
          "font".equals(address.getScheme()) ? Fonts.class.getResourceAsStream(FILE) : null;
      if (font == null) {
        throw new FileNotFoundException(address.toString());
      }
      return new Resource(font);
    }

    @Override
    public OutputStream getOutputStream(URI address) throws IOException {
      throw new FileNotFoundException(address.toString());
    }
  }
}
