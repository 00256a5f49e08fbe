package io.xiaodan.print;

import io.xiaodan.form.FormField;
import io.xiaodan.form.type.AttachmentType;
import io.xiaodan.form.type.BarcodeType;
import io.xiaodan.form.type.RichTextType;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes everything that is not a table of rows. */
final class BlockWriter {

  static final String LINE = "0.75pt solid #333333";
  static final String NAME = "#555555";

  private static final String GAP = "2mm";

  private final Fo fo;
  private final Source source;
  private final Messages messages;

  BlockWriter(Fo fo, Source source, Messages messages) {
    this.fo = fo;
    this.source = source;
    this.messages = messages;
  }

  void write(Block block) {
    switch (block) {
      case Block.Text text ->
          fo.block(
              source.text(text.text()),
              "font-size",
              text.size() == null ? null : text.size() + "pt",
              "font-weight",
              text.bold() ? "bold" : null,
              "text-align",
              text.align(),
              "space-after",
              "1mm");
      case Block.Fields fields -> fields(fields);
      case Block.Picture picture -> picture(picture);
      case Block.Code code -> code(code);
      case Block.Signatures signatures -> signatures(signatures.labels());
      case Block.Rule _ ->
          fo.start("block", "border-top", LINE, "space-before", "1mm", "space-after", "1mm").end();
      case Block.Gap gap ->
          fo.start("block-container", "height", gap.height() + "mm").start("block").end().end();
      case Block.Row row -> row(row);
      case Block.Table _ -> throw new IllegalStateException("tables are written by TableWriter");
    }
  }

  private void row(Block.Row row) {
    table(GAP);
    row.cells()
        .forEach(cell ->
            fo.start(
                    "table-column",
                    "column-width",
                    "proportional-column-width(" + cell.width() + ")")
                .end());
    fo.start("table-body").start("table-row");
    for (Block.Cell cell : row.cells()) {
      fo.start("table-cell", "display-align", "center");
      for (Block block : cell.blocks()) {
        if (source.shows(block.visible())) {
          write(block);
        }
      }
      fo.start("block").end(); // a cell must not be empty, and a block may have nothing to show
      fo.end();
    }
    fo.end().end().end();
  }

  /** Only the names of fields that the reader may know of are there. */
  private void fields(Block.Fields block) {
    List<Block.Column> items =
        block.items().stream()
            .filter(item -> item.key() == null || source.has(item.key()))
            .toList();
    if (items.isEmpty()) {
      return;
    }
    table(GAP);
    for (int i = 0; i < block.columns(); i++) {
      if (block.boxed()) {
        fo.start("table-column", "column-width", "proportional-column-width(3)").end();
        fo.start("table-column", "column-width", "proportional-column-width(7)").end();
      } else {
        fo.start("table-column", "column-width", "proportional-column-width(1)").end();
      }
    }
    fo.start("table-body");
    for (int at = 0; at < items.size(); ) {
      fo.start("table-row", "keep-together.within-page", "5");
      int end = at;
      while (end < items.size()
          && end - at < block.columns()
          && !(end > at && isWide(items.get(end)))) {
        end++;
        if (isWide(items.get(end - 1))) {
          break;
        }
      }
      for (int i = at; i < end; i++) {
        int span = i == end - 1 ? block.columns() - (i - at) : 1;
        item(items.get(i), block.boxed(), span);
      }
      at = end;
      fo.end();
    }
    fo.end().end();
  }

  /** Long texts take a line of their own. */
  private static boolean isWide(Block.Column item) {
    FormField field = item.field();
    return field != null
        && (field.type().name().equals("long_text")
            || field.type() instanceof RichTextType
            || field.document().path("width").asString("").equals("full"));
  }

  private void item(Block.Column item, boolean boxed, int span) {
    String name = item.label().in(source.texts().language());
    if (boxed) {
      fo.start("table-cell", "border", LINE, "padding", "0.8mm", "background-color", "#F5F5F5")
          .block(name)
          .end();
      fo.start(
          "table-cell",
          "border",
          LINE,
          "padding",
          "0.8mm",
          "number-columns-spanned",
          span > 1 ? String.valueOf(span * 2 - 1) : null);
      value(item, null);
      fo.end();
      return;
    }
    fo.start(
        "table-cell",
        "padding",
        "0.5mm 2mm 0.5mm 0mm",
        "number-columns-spanned",
        span > 1 ? String.valueOf(span) : null);
    value(item, name + (source.texts().language() == Language.EN ? ": " : "："));
    fo.end();
  }

  /** A value with its name in front, where it stands in a line. */
  private void value(Block.Column item, @Nullable String name) {
    FormField field = item.field();
    Object value = item.key() == null ? null : source.value(item.key());
    if (field != null && value != null && isDrawn(field)) {
      if (name != null) {
        fo.start("block", "color", NAME).text(name).end();
      }
      drawn(field, value);
      return;
    }
    String text = source.text(item);
    List<String> lines = text.lines().toList();
    fo.start("block");
    if (name != null) {
      fo.start("inline", "color", NAME).text(name).end();
    }
    fo.text(lines.isEmpty() ? "\u00A0" : lines.getFirst());
    lines.stream().skip(1).forEach(line -> fo.block(line));
    fo.end();
  }

  private static boolean isDrawn(FormField field) {
    return field.type() instanceof RichTextType
        || field.type() instanceof BarcodeType
        || (field.type() instanceof AttachmentType && !field.type().name().equals("attachment"));
  }

  private void drawn(FormField field, Object value) {
    if (field.type() instanceof RichTextType) {
      new RichText(fo).write(value.toString());
    } else if (field.type() instanceof BarcodeType barcode) {
      image(Codes.draw(barcode.format(), value.toString()), width(barcode.format()), "left");
      fo.block(value.toString(), "font-size", "8pt");
    } else {
      pictures(value, "30", "left");
    }
  }

  private static String width(String format) {
    return format.equals("qr") ? "20" : "45";
  }

  private void picture(Block.Picture block) {
    if (block.data() != null) {
      image(block.data(), block.width(), block.align());
    } else if (block.field() != null) {
      pictures(source.value(block.field().key()), block.width(), block.align());
    }
  }

  private void pictures(@Nullable Object files, String width, String align) {
    if (files instanceof List<?> list) {
      for (Object file : list) {
        if (file instanceof Map<?, ?> map) {
          String data = source.texts().pictures().data(map.get("id"));
          if (data == null) {
            fo.block(String.valueOf(map.get("name")), "text-align", align);
          } else {
            image(data, width, align);
          }
        }
      }
    }
  }

  private void code(Block.Code block) {
    String link = source.link();
    String text = block.text() == null ? (link == null ? "" : link) : source.text(block.text());
    if (text.isBlank()) {
      return;
    }
    String drawn = Codes.draw(block.format(), text);
    if (drawn == null) {
      fo.block(
          messages.text(Message.of("print.no_code", "text", text), source.texts().language()),
          "text-align",
          block.align(),
          "font-size",
          "8pt");
      return;
    }
    image(drawn, block.width(), block.align());
    if (block.caption()) {
      fo.block(text, "text-align", block.align(), "font-size", "8pt");
    }
  }

  private void image(@Nullable String data, String width, String align) {
    if (data == null) {
      return;
    }
    fo.start("block", "text-align", align, "line-height", "1", "space-after", "1mm");
    fo.start(
            "external-graphic",
            "src",
            "url('" + data + "')",
            "content-width",
            width + "mm",
            "width",
            width + "mm",
            "scaling",
            "uniform")
        .end();
    fo.end();
  }

  private void signatures(List<Label> labels) {
    if (labels.isEmpty()) {
      return;
    }
    fo.start(
        "table",
        "table-layout",
        "fixed",
        "width",
        "100%",
        "space-before",
        "6mm",
        "keep-together.within-page",
        "always");
    labels.forEach(
        _ -> fo.start("table-column", "column-width", "proportional-column-width(1)").end());
    fo.start("table-body").start("table-row");
    for (Label label : labels) {
      String colon = source.texts().language() == Language.EN ? ": " : "：";
      fo.start("table-cell", "padding", "0mm 3mm 0mm 0mm")
          .start("block", "text-align-last", "justify", "white-space-collapse", "false")
          .text(label.in(source.texts().language()) + colon);
      fo.start(
              "leader",
              "leader-pattern",
              "rule",
              "rule-thickness",
              "0.4pt",
              "leader-length.optimum",
              "100%",
              "leader-length.minimum",
              "5mm",
              "leader-length.maximum",
              "100%")
          .end();
      fo.end().end();
    }
    fo.end().end().end();
  }

  private void table(String after) {
    fo.start(
        "table",
        "table-layout",
        "fixed",
        "width",
        "100%",
        "space-after",
        after,
        "border-collapse",
        "collapse");
  }
}
