package io.xiaodan.print;

import io.xiaodan.kernel.Messages;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one document: a template, filled with one source after the other, each of which
 * begins a page of its own and counts its own pages.
 */
final class Pages implements PageWriter {

  private static final String EDGE = "8";

  private final PrintTemplate template;
  private final List<Source> sources;
  private final Messages messages;

  Pages(PrintTemplate template, List<Source> sources, Messages messages) {
    this.template = template;
    this.sources = List.copyOf(sources);
    this.messages = messages;
  }

  /** The mark by which a row is found on its page. */
  static String rowId(String table, int row) {
    return table + "-" + row;
  }

  @Override
  public boolean needsBreaks() {
    return template.body().stream()
        .anyMatch(block -> block instanceof Block.Table table && table.pageTotals());
  }

  @Override
  public Map<String, Integer> write(Fo fo, Map<String, List<Integer>> breaks) {
    Map<String, Integer> tables = new LinkedHashMap<>();
    fo.document(() -> {
      fo.start(
          "root",
          "font-family",
          Fonts.TEXT,
          "font-size",
          template.fontSize() + "pt",
          "line-height",
          "1.35",
          "line-stacking-strategy",
          "line-height");
      sheet(fo);
      for (int i = 0; i < sources.size(); i++) {
        sequence(fo, "s" + i, sources.get(i), breaks, tables);
      }
      fo.end();
    });
    return tables;
  }

  private void sheet(Fo fo) {
    Paper paper = template.paper();
    fo.start("layout-master-set");
    fo.start(
        "simple-page-master",
        "master-name",
        "page",
        "page-width",
        mm(paper.width()),
        "page-height",
        mm(paper.height()),
        "margin-top",
        mm(paper.top()),
        "margin-right",
        mm(paper.right()),
        "margin-bottom",
        mm(paper.bottom()),
        "margin-left",
        mm(paper.left()));
    fo.start(
            "region-body",
            "margin-top",
            template.header() == null ? "0mm" : EDGE + "mm",
            "margin-bottom",
            template.footer() == null ? "0mm" : EDGE + "mm")
        .end();
    if (template.header() != null) {
      fo.start("region-before", "extent", EDGE + "mm").end();
    }
    if (template.footer() != null) {
      fo.start("region-after", "extent", EDGE + "mm", "display-align", "after").end();
    }
    fo.end().end();
  }

  private void sequence(
      Fo fo,
      String id,
      Source source,
      Map<String, List<Integer>> breaks,
      Map<String, Integer> tables) {
    fo.pagesOf(id);
    fo.start(
        "page-sequence",
        "master-reference",
        "page",
        "id",
        id,
        "initial-page-number",
        "1",
        "force-page-count",
        "no-force");
    edge(fo, "xsl-region-before", template.header(), source);
    edge(fo, "xsl-region-after", template.footer(), source);
    fo.start("flow", "flow-name", "xsl-region-body");
    BlockWriter blocks = new BlockWriter(fo, source, messages);
    for (Block block : template.body()) {
      if (!source.shows(block.visible())) {
        continue;
      }
      if (block instanceof Block.Table table) {
        String key = id + "-" + table.key();
        TableWriter writer = new TableWriter(fo, source, table, key, messages);
        writer.write(breaks.get(key));
        if (table.pageTotals()) {
          tables.put(key, writer.rows());
        }
      } else {
        blocks.write(block);
      }
    }
    fo.start("block", "line-height", "0pt", "font-size", "1pt").end();
    fo.end().end();
  }

  private static void edge(Fo fo, String region, PrintTemplate.@Nullable Edge edge, Source source) {
    if (edge == null) {
      return;
    }
    fo.start("static-content", "flow-name", region);
    fo.start("table", "table-layout", "fixed", "width", "100%", "font-size", "8.5pt");
    for (int i = 0; i < 3; i++) {
      fo.start("table-column", "column-width", "proportional-column-width(1)").end();
    }
    fo.start("table-body").start("table-row");
    cell(fo, source.text(edge.left()), "left");
    cell(fo, source.text(edge.center()), "center");
    cell(fo, source.text(edge.right()), "right");
    fo.end().end().end().end();
  }

  private static void cell(Fo fo, String text, String align) {
    fo.start("table-cell").block(text, "text-align", align).end();
  }

  static String mm(BigDecimal length) {
    return length.toPlainString() + "mm";
  }
}
