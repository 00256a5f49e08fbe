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
   * @throws io.xiaodan.kernel.ProblemException unavailable when too many others print
   */
  public void write(String title, String subtitle, List<Figure> figures, OutputStream out) {
    maker.write(title, new FigurePages(title, subtitle, figures), out);
  }
}
