package io.xiaodan.print;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
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
      PDFRenderer renderer = new PDFRenderer(document);
      List<String> images = new ArrayList<>();
      for (int i = 0; i < Math.min(MOST, document.getNumberOfPages()); i++) {
        BufferedImage page = renderer.renderImageWithDPI(i, DPI, ImageType.RGB);
        images.add(Pictures.png(page));
      }
      return new PrintPreview(document.getNumberOfPages(), images);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
