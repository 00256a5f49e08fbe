package io.xiaodan.print;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.Template;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.FormulaReader;
import io.xiaodan.form.Labels;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.type.AttachmentType;
import io.xiaodan.form.type.DecimalType;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one template; everything wrong is reported with its place. */
final class PrintReader {

  /** What a list knows of itself. */
  private static final Schema LIST =
      Schema.of(Map.of("count", ValueType.NUMBER, "title", ValueType.TEXT));

  private static final Template EMPTY = Template.compile("", LIST);

  private final Compilation compilation;
  private final ArtifactId id;
  private final Form form;
  private final JsonNode document;
  private final FormulaReader formulas;
  private final ShownFields shown;
  private final boolean list;
  private final Schema schema;
  private final Set<String> keys = new HashSet<>();

  PrintReader(Compilation compilation, ArtifactId id, Form form, JsonNode document) {
    this.compilation = compilation;
    this.id = id;
    this.form = form;
    this.document = document;
    this.formulas = new FormulaReader(compilation, id);
    this.shown = new ShownFields(key -> compilation.find(Form.TYPE, key));
    this.list = document.path("list").asBoolean(false);
    this.schema = list ? LIST : form.schema();
  }

  PrintTemplate read() {
    Paper paper = Paper.read(document.path("paper"));
    if (!paper.hasRoom()) {
      compilation.error(id, "paper", Message.of("print.no_room"));
    }
    return new PrintTemplate(
        id.key(),
        Labels.read(document.path("label"), id.key()),
        form,
        list,
        document.path("position").asInt(0),
        paper,
        document.path("fontSize").asString("10"),
        edge("header"),
        edge("footer"),
        blocks(document.path("body"), "body", true),
        document);
  }

  private PrintTemplate.@Nullable Edge edge(String name) {
    JsonNode edge = document.path(name);
    if (!edge.isObject()) {
      return null;
    }
    Schema paged =
        field ->
            field.equals("page") || field.equals("pages")
                ? Optional.of(ValueType.TEXT)
                : schema.typeOf(field);
    PrintTemplate.Edge read =
        new PrintTemplate.Edge(
            text(edge.path("left"), paged, name + ".left"),
            text(edge.path("center"), paged, name + ".center"),
            text(edge.path("right"), paged, name + ".right"));
    return read.left().isBlank() && read.center().isBlank() && read.right().isBlank() ? null : read;
  }

  private List<Block> blocks(JsonNode documents, String place, boolean top) {
    List<Block> blocks = new ArrayList<>();
    int index = 0;
    for (JsonNode block : documents) {
      String at = place + "." + block.path("key").asString(Integer.toString(index));
      index++;
      String type = block.path("type").asString();
      if (!keys.add(block.path("key").asString(""))) {
        compilation.error(
            id, at, Message.of("print.key_taken", "key", block.path("key").asString("")));
      }
      if (!top && (type.equals("table") || type.equals("row"))) {
        compilation.error(id, at, Message.of("print.not_inside"));
        continue;
      }
      Block read = block(block, type, at);
      if (read != null) {
        blocks.add(read);
      }
    }
    return blocks;
  }

  private @Nullable Block block(JsonNode block, String type, String at) {
    Formula visible =
        block.has("visible")
            ? formulas.read(
                block.path("visible").asString(), schema, ValueType.BOOLEAN, at + ".visible")
            : null;
    String align = block.path("align").asString("left");
    return switch (type) {
      case "title" ->
          new Block.Text(
              visible,
              text(block.path("text"), schema, at + ".text"),
              block.path("size").asString("18"),
              true,
              block.path("align").asString("center"));
      case "text" ->
          new Block.Text(
              visible,
              text(block.path("text"), schema, at + ".text"),
              block.has("size") ? block.path("size").asString() : null,
              block.path("bold").asBoolean(false),
              align);
      case "fields" ->
          new Block.Fields(
              visible,
              block.path("columns").asInt(2),
              block.path("boxed").asBoolean(false),
              columns(block.path("items"), form.fields(), null, schema, at + ".items"));
      case "table" -> table(block, visible, at);
      case "picture" -> picture(block, visible, align, at);
      case "code" ->
          new Block.Code(
              visible,
              block.path("format").asString("qr"),
              block.path("link").asBoolean(false)
                  ? null
                  : text(block.path("text"), schema, at + ".text"),
              block.path("width").asString("25"),
              align,
              block.path("caption").asBoolean(false));
      case "signatures" ->
          new Block.Signatures(
              visible,
              block.path("labels").valueStream().map(label -> Labels.read(label, "")).toList());
      case "line" -> new Block.Rule(visible);
      case "gap" -> new Block.Gap(visible, block.path("height").asString("5"));
      case "row" -> new Block.Row(visible, cells(block.path("cells"), at));
      default -> null;
    };
  }

  private List<Block.Cell> cells(JsonNode documents, String at) {
    List<Block.Cell> cells = new ArrayList<>();
    for (JsonNode cell : documents) {
      cells.add(
          new Block.Cell(
              cell.path("width").asInt(1),
              blocks(cell.path("blocks"), at + ".cells[" + cells.size() + "]", false)));
    }
    return cells;
  }

  private @Nullable Block table(JsonNode block, @Nullable Formula visible, String at) {
    LineItems lines = form.lines().get(block.path("lines").asString(""));
    if (!list && lines == null) {
      compilation.error(
          id,
          at + ".lines",
          Message.of("print.lines_unknown", "lines", block.path("lines").asString("")));
      return null;
    }
    return new Block.Table(
        visible,
        block.path("key").asString("table"),
        list ? null : lines,
        columns(
            block.path("columns"),
            list || lines == null ? form.fields() : lines.columns(),
            list ? null : lines,
            list || lines == null ? null : lines.schema(),
            at + ".columns"),
        block.path("numbered").asBoolean(false),
        block.path("pageTotals").asBoolean(false),
        block.path("totals").asBoolean(false));
  }

  private Block picture(JsonNode block, @Nullable Formula visible, String align, String at) {
    FormField field = null;
    if (block.has("field")) {
      field = list ? null : form.fields().get(block.path("field").asString());
      if (field == null || !(field.type() instanceof AttachmentType)) {
        compilation.error(
            id,
            at + ".field",
            Message.of("print.picture_field", "field", block.path("field").asString()));
      }
    }
    String data = block.path("data").asString("");
    if (block.has("data") && !Pictures.isPicture(data)) {
      compilation.error(id, at + ".data", Message.of("print.picture_data"));
    }
    return new Block.Picture(
        visible, data.isEmpty() ? null : data, field, block.path("width").asString("30"), align);
  }

  /**
   * @param lines the line items the columns are of; null for the head and for lists
   * @param inside what texts speak of; null where there are none, as the rows of a list are read
   *     without what formulas need
   */
  private List<Block.Column> columns(
      JsonNode documents,
      SequencedMap<String, FormField> fields,
      @Nullable LineItems lines,
      @Nullable Schema inside,
      String place) {
    List<Block.Column> columns = new ArrayList<>();
    for (JsonNode column : documents) {
      String at = place + "[" + columns.size() + "]";
      String key = column.has("field") ? column.path("field").asString() : null;
      FormField field = key == null ? null : fields.get(key);
      if (key != null && field == null) {
        field = lines == null ? shown.of(form, key) : shown.of(lines, key);
        if (field == null && !ShownFields.isSystem(key)) {
          compilation.error(id, at, Message.of("print.field_unknown", "field", key));
        }
      }
      boolean total = column.path("total").asBoolean(false);
      if (total && (field == null || !(field.type() instanceof DecimalType))) {
        compilation.error(id, at, Message.of("print.total_number"));
        total = false;
      }
      if (key == null && inside == null) {
        compilation.error(id, at, Message.of("print.list_field"));
      }
      columns.add(
          new Block.Column(
              label(column, key, field),
              key,
              field,
              key == null && inside != null
                  ? text(column.path("text"), inside, at + ".text")
                  : null,
              column.path("width").asInt(10),
              column.has("align") ? column.path("align").asString() : null,
              total));
    }
    return columns;
  }

  private static Label label(JsonNode column, @Nullable String key, @Nullable FormField field) {
    if (column.has("label")) {
      return Labels.read(column.path("label"), key == null ? "" : key);
    }
    return field != null ? field.label() : ShownFields.systemLabel(key == null ? "" : key);
  }

  private PrintText text(JsonNode text, Schema inside, String place) {
    Label both = text.isMissingNode() ? Label.of("") : Labels.read(text, "");
    Template zh = formulas.template(both.in(Language.ZH), inside, place);
    Template en =
        both.zh().equals(both.en())
            ? zh
            : formulas.template(both.in(Language.EN), inside, place + ".en");
    return new PrintText(zh == null ? EMPTY : zh, en == null ? EMPTY : en);
  }
}
