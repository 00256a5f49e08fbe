package io.xiaodan.print;

import java.io.OutputStream;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes documents of numbers, for whoever has numbers to show. */
@Component
public class Figures {

  private final PdfMaker maker;

  Figures(PdfMaker maker) {
    this.maker = maker;
  }

  /**
   * Writes a PDF.
   *
   * @param subtitle under the title, such as the moment the numbers are of
   * @param behind the title over the tables of what is drawn; empty to leave them out
   * @throws io.xiaodan.kernel.ProblemException unavailable when too many others print
   */
  public void write(
      String title, String subtitle, String behind, List<Figure> figures, OutputStream out) {
    maker.write(title, new FigurePages(title, subtitle, behind, figures), out);
  }

  /**
   * The first pages of a PDF as pictures.
   *
   * @param most how many
   * @return PNG files
   */
  public List<byte[]> pictures(byte[] pdf, int most) {
    return PagePictures.files(pdf, most);
  }
}
