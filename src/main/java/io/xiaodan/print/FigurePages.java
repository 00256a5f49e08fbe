package io.xiaodan.print;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Figures on A4: drawings and tables beside one another as wide as they are, then the tables behind
 * the drawings.
 */
final class FigurePages implements PageWriter {

  /** The room between the margins, in points. */
  static final double WIDTH = 182 * 72 / 25.4;

  /** Between figures that stand side by side, in points. */
  static final double GAP = 10;

  /** Tables with more columns are written in smaller letters. */
  private static final int MOST_LARGE = 8;

  private static final String LINE = "0.4pt solid #d9d9d9";
  private static final String GREY = "#8c8c8c";

  private final String title;
  private final String subtitle;
  private final String behind;
  private final List<Figure> figures;

  /**
   * @param behind the title over the tables of what is drawn; empty to leave them out
   */
  FigurePages(String title, String subtitle, String behind, List<Figure> figures) {
    this.title = title;
    this.subtitle = subtitle;
    this.behind = behind;
    this.figures = figures;
  }

  @Override
  public boolean needsBreaks() {
    return false;
  }

  @Override
  public Map<String, Integer> write(Fo fo, Map<String, List<Integer>> breaks) {
    fo.document(() -> {
      fo.start("root", "font-family", Fonts.TEXT, "font-size", "9pt", "line-height", "1.4");
      fo.start("layout-master-set");
      fo.start(
          "simple-page-master",
          "master-name",
          "page",
          "page-width",
          "210mm",
          "page-height",
          "297mm",
          "margin",
          "14mm");
      fo.start("region-body", "margin-bottom", "8mm").end();
      fo.start("region-after", "extent", "6mm", "display-align", "after").end();
      fo.end().end();
      fo.start("page-sequence", "master-reference", "page", "id", "all");
      fo.pagesOf("all");
      fo.start("static-content", "flow-name", "xsl-region-after");
      fo.block(
          title + "  " + Source.PAGE + " / " + Source.PAGES,
          "text-align",
          "center",
          "font-size",
          "8pt",
          "color",
          GREY);
      fo.end();
      fo.start("flow", "flow-name", "xsl-region-body");
      fo.block(title, "font-size", "16pt", "font-weight", "bold");
      fo.block(subtitle, "color", GREY, "space-after", "4mm");
      rows().forEach(row -> row(fo, row));
      behind(fo);
      fo.start("block", "id", "end", "line-height", "0pt", "font-size", "1pt").end();
      fo.end().end().end();
    });
    return Map.of();
  }

  /** Figures that stand side by side: as many as fit. */
  private List<List<Figure>> rows() {
    List<List<Figure>> rows = new ArrayList<>();
    int taken = Figure.WHOLE;
    for (Figure figure : figures) {
      if (taken + figure.span() > Figure.WHOLE) {
        rows.add(new ArrayList<>());
        taken = 0;
      }
      rows.getLast().add(figure);
      taken += figure.span();
    }
    return rows;
  }

  private static void row(Fo fo, List<Figure> row) {
    if (row.size() == 1) {
      figure(fo, row.getFirst());
      return;
    }
    fo.start("table", "table-layout", "fixed", "width", "100%");
    for (Figure figure : row) {
      String twelfths = "proportional-column-width(" + figure.span() + ")";
      fo.start("table-column", "column-width", twelfths).end();
    }
    boolean drawn = row.stream().allMatch(figure -> figure.drawing() != null);
    fo.start("table-body");
    fo.start("table-row", "keep-together.within-page", drawn ? "always" : "auto");
    for (Figure figure : row) {
      fo.start("table-cell", "padding-right", GAP + "pt");
      figure(fo, figure);
      fo.end();
    }
    fo.end().end().end();
  }

  private static void figure(Fo fo, Figure figure) {
    fo.start(
        "block",
        "keep-together.within-page",
        figure.drawing() == null ? "auto" : "always",
        "space-before",
        "4mm");
    head(fo, figure);
    if (figure.drawing() != null) {
      new DrawingWriter(fo).write(figure.drawing());
    } else {
      numbers(fo, figure);
    }
    fo.end();
  }

  private static void head(Fo fo, Figure figure) {
    fo.block(
        figure.title(),
        "font-size",
        "11.5pt",
        "font-weight",
        "bold",
        "keep-with-next.within-page",
        "always");
    if (!figure.note().isEmpty()) {
      fo.block(figure.note(), "color", GREY, "font-size", "8pt", "keep-with-next", "always");
    }
  }

  private static void numbers(Fo fo, Figure figure) {
    if (!figure.columns().isEmpty() && !figure.rows().isEmpty()) {
      table(fo, figure);
    }
    if (!figure.end().isEmpty()) {
      fo.block(figure.end(), "color", GREY, "font-size", "8pt");
    }
  }

  /** The exact numbers of what was drawn. */
  private void behind(Fo fo) {
    List<Figure> drawn = figures.stream().filter(figure -> figure.drawing() != null).toList();
    if (behind.isEmpty() || drawn.isEmpty()) {
      return;
    }
    fo.block(behind, "font-size", "13pt", "font-weight", "bold", "break-before", "page");
    for (Figure figure : drawn) {
      fo.start("block", "space-before", "4mm");
      head(fo, figure);
      numbers(fo, figure);
      fo.end();
    }
  }

  private static void table(Fo fo, Figure figure) {
    String size = figure.columns().size() > MOST_LARGE ? "7pt" : "9pt";
    fo.start(
        "table",
        "table-layout",
        "fixed",
        "width",
        "100%",
        "space-before",
        "1mm",
        "font-size",
        size);
    for (int i = 0; i < figure.columns().size(); i++) {
      fo.start("table-column", "column-width", "proportional-column-width(1)").end();
    }
    fo.start("table-header").start("table-row");
    for (Figure.Column column : figure.columns()) {
      cell(fo, column.name(), column.number(), true, null);
    }
    fo.end().end();
    fo.start("table-body");
    for (List<Figure.Cell> row : figure.rows()) {
      fo.start("table-row", "keep-together.within-page", "always");
      for (int i = 0; i < row.size(); i++) {
        Figure.Cell cell = row.get(i);
        cell(fo, cell.text(), figure.columns().get(i).number(), cell.strong(), cell.share());
      }
      fo.end();
    }
    fo.end().end();
  }

  private static void cell(
      Fo fo, String text, boolean number, boolean strong, @Nullable Double share) {
    fo.start("table-cell", "padding", "1mm", "border-bottom", LINE);
    fo.block(
        text, "text-align", number ? "right" : "left", "font-weight", strong ? "bold" : "normal");
    if (share != null && share > 0) {
      BigDecimal percent = BigDecimal.valueOf(100 * Math.min(1, share));
      String width = percent.setScale(1, RoundingMode.HALF_UP).toPlainString() + "%";
      fo.start("block-container", "width", width, "height", "1mm", "background-color", "#1677ff");
      fo.start("block", "line-height", "0pt", "font-size", "1pt").end();
      fo.end();
    }
    fo.end();
  }
}
