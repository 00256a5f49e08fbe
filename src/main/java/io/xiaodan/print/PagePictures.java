package io.xiaodan.print;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Draws the pages of a PDF, for those who look at it before they have it. */
final class PagePictures {

  private static final int MOST = 6;
  private static final float DPI = 110;

  private PagePictures() {}

  /** The first pages. */
  static PrintPreview draw(byte[] pdf) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      List<String> images = drawn(document, MOST).stream().map(Pictures::png).toList();
      return new PrintPreview(document.getNumberOfPages(), images);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first pages as PNG files. */
  static List<byte[]> files(byte[] pdf, int most) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      List<byte[]> files = new ArrayList<>();
      for (BufferedImage page : drawn(document, most)) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(page, "png", out);
        files.add(out.toByteArray());
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<BufferedImage> drawn(PDDocument document, int most) throws IOException {
    PDFRenderer renderer = new PDFRenderer(document);
    List<BufferedImage> pages = new ArrayList<>();
    for (int i = 0; i < Math.min(most, document.getNumberOfPages()); i++) {
      pages.add(renderer.renderImageWithDPI(i, DPI, ImageType.RGB));
    }
    return pages;
  }
}
