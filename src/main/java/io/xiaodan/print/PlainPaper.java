package io.xiaodan.print;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Documents that are no records on A4: a title, some facts, a table, some sentences. */
@Component
public class PlainPaper {

  private static final String LINE = "0.4pt solid #808080";

  private final PdfMaker maker;

  PlainPaper(PdfMaker maker) {
    this.maker = maker;
  }

  /**
   * A column of the table.
   *
   * @param width a share of the width
   * @param number whether its texts stand at the right
   */
  public record Column(String name, int width, boolean number) {}

  /**
   * What is to be printed.
   *
   * @param facts name and value, two beside each other
   * @param rows as many texts as there are columns
   * @param totals a last row that stands out; empty for none
   * @param below sentences under the table
   */
  public record Document(
      String title,
      Map<String, String> facts,
      List<Column> columns,
      List<List<String>> rows,
      List<String> totals,
      List<String> below,
      String footer) {}

  /**
   * Draws a document as PDF.
   *
   * @throws io.xiaodan.kernel.ProblemException unavailable when too many others print
   */
  public byte[] draw(Document document) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    maker.write(document.title(), new Plain(document), out);
    return out.toByteArray();
  }

  private record Plain(Document document) implements PageWriter {

    @Override
    public boolean needsBreaks() {
      return false;
    }

    @Override
    public Map<String, Integer> write(Fo fo, Map<String, List<Integer>> breaks) {
      fo.document(() -> {
        fo.start("root", "font-family", Fonts.TEXT, "font-size", "9.5pt", "line-height", "1.35");
        fo.start("layout-master-set")
            .start(
                "simple-page-master",
                "master-name",
                "page",
                "page-width",
                "210mm",
                "page-height",
                "297mm",
                "margin",
                "14mm")
            .start("region-body", "margin-bottom", "10mm")
            .end()
            .start("region-after", "extent", "8mm", "display-align", "after")
            .end()
            .end()
            .end();
        fo.pagesOf("all");
        fo.start("page-sequence", "master-reference", "page", "id", "all");
        fo.start("static-content", "flow-name", "xsl-region-after")
            .start("block", "text-align", "center", "font-size", "8.5pt")
            .text(document.footer() + "　")
            .start("page-number")
            .end()
            .text(" / ")
            .start("page-number-citation-last", "ref-id", "all")
            .end()
            .end()
            .end();
        fo.start("flow", "flow-name", "xsl-region-body");
        fo.block(
            document.title(),
            "font-size",
            "18pt",
            "text-align",
            "center",
            "space-after",
            "4mm",
            "font-weight",
            "bold");
        facts(fo);
        table(fo);
        document.below().forEach(text -> fo.block(text, "space-before", "3mm"));
        fo.end().end().end();
      });
      return Map.of();
    }

    private void facts(Fo fo) {
      List<Map.Entry<String, String>> all = List.copyOf(document.facts().entrySet());
      for (int i = 0; i < all.size(); i += 2) {
        String text = all.get(i).getKey() + "：" + all.get(i).getValue();
        fo.start("table", "table-layout", "fixed", "width", "100%")
            .start("table-column", "column-width", "50%")
            .end()
            .start("table-column", "column-width", "50%")
            .end()
            .start("table-body")
            .start("table-row");
        fo.start("table-cell").block(text).end();
        String other =
            i + 1 < all.size() ? all.get(i + 1).getKey() + "：" + all.get(i + 1).getValue() : "";
        fo.start("table-cell").block(other).end();
        fo.end().end().end();
      }
    }

    private void table(Fo fo) {
      fo.start(
          "table", "table-layout", "fixed", "width", "100%", "space-before", "3mm", "border", LINE);
      for (Column column : document.columns()) {
        fo.start(
                "table-column", "column-width", "proportional-column-width(" + column.width() + ")")
            .end();
      }
      fo.start("table-header").start("table-row", "background-color", "#F5F5F5");
      document.columns().forEach(column -> cell(fo, column, column.name(), "bold"));
      fo.end().end().start("table-body");
      for (List<String> row : document.rows()) {
        row(fo, row, null);
      }
      if (!document.totals().isEmpty()) {
        row(fo, document.totals(), "bold");
      } else if (document.rows().isEmpty()) {
        row(fo, document.columns().stream().map(_ -> "").toList(), null);
      }
      fo.end().end();
    }

    private void row(Fo fo, List<String> texts, @org.jspecify.annotations.Nullable String weight) {
      fo.start("table-row", "keep-together.within-page", "always");
      for (int i = 0; i < document.columns().size(); i++) {
        cell(fo, document.columns().get(i), i < texts.size() ? texts.get(i) : "", weight);
      }
      fo.end();
    }

    private static void cell(
        Fo fo, Column column, String text, @org.jspecify.annotations.Nullable String weight) {
      fo.start("table-cell", "border", LINE, "padding", "0.8mm")
          .block(text, "text-align", column.number() ? "right" : "left", "font-weight", weight)
          .end();
    }
  }
}
