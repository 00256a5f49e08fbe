package io.xiaodan.print;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Figures under one another on A4. */
final class FigurePages implements PageWriter {

  private static final String LINE = "0.4pt solid #d9d9d9";
  private static final String GREY = "#8c8c8c";

  private final String title;
  private final String subtitle;
  private final List<Figure> figures;

  FigurePages(String title, String subtitle, List<Figure> figures) {
    this.title = title;
    this.subtitle = subtitle;
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
          title + "  " + (char) Source.PAGE + " / " + (char) Source.PAGES,
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
      figures.forEach(figure -> figure(fo, figure));
      fo.start("block", "id", "end", "line-height", "0pt", "font-size", "1pt").end();
      fo.end().end().end();
    });
    return Map.of();
  }

  private static void figure(Fo fo, Figure figure) {
    fo.block(
        figure.title(),
        "font-size",
        "11.5pt",
        "font-weight",
        "bold",
        "space-before",
        "4mm",
        "keep-with-next.within-page",
        "always");
    if (!figure.note().isEmpty()) {
      fo.block(figure.note(), "color", GREY, "font-size", "8pt", "keep-with-next", "always");
    }
    if (!figure.columns().isEmpty() && !figure.rows().isEmpty()) {
      table(fo, figure);
    }
    if (!figure.end().isEmpty()) {
      fo.block(figure.end(), "color", GREY, "font-size", "8pt");
    }
  }

  private static void table(Fo fo, Figure figure) {
    fo.start("table", "table-layout", "fixed", "width", "100%", "space-before", "1mm");
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
        text,
        "text-align",
        number ? "right" : "left",
        "font-weight",
        strong ? "bold" : "normal");
    if (share != null && share > 0) {
      String width = String.format(Locale.ROOT, "%.1f%%", 100 * Math.min(1, share));
      fo.start("block-container", "width", width, "height", "1mm", "background-color", "#1677ff");
      fo.start("block", "line-height", "0pt", "font-size", "1pt").end();
      fo.end();
    }
    fo.end();
  }
}
