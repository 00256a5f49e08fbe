package io.xiaodan.report;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.exchange.sheet.CsvSheetWriter;
import io.xiaodan.exchange.sheet.SheetColumn;
import io.xiaodan.exchange.sheet.SheetWriter;
import io.xiaodan.exchange.sheet.XlsxSheetWriter;
import io.xiaodan.form.Labels;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Messages;
import io.xiaodan.platform.Workspace;
import io.xiaodan.print.Figure;
import io.xiaodan.print.Figures;
import io.xiaodan.report.question.Question;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Answers as files: one as a sheet, all of a dashboard as pages. */
@Component
public class AnswerFiles {

  private static final int MOST_ON_PAPER = 200;
  private static final int MOST_NAME = 31;
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final Inquiries inquiries;
  private final Questions questions;
  private final Figures figures;
  private final Messages messages;
  private final Workspace workspace;

  AnswerFiles(
      Inquiries inquiries,
      Questions questions,
      Figures figures,
      Messages messages,
      Workspace workspace) {
    this.inquiries = inquiries;
    this.questions = questions;
    this.figures = figures;
    this.messages = messages;
    this.workspace = workspace;
  }

  /** The form of a sheet. */
  public enum Format {
    XLSX,
    CSV
  }

  /**
   * The answer of a question as a sheet, with as many rows as may be asked for.
   *
   * @throws io.xiaodan.kernel.ProblemException as the answer's
   */
  public void sheet(
      Blueprint blueprint, Actor actor, Inquiry inquiry, Format format, OutputStream out)
      throws IOException {
    Inquiries.Ready ready = inquiries.ready(blueprint, actor, inquiry);
    Question question = ready.question();
    Question whole =
        question.limit() == Question.MOST_ROWS ? question.limitedTo(Question.MOST_LIMIT) : question;
    Answer answer =
        questions.answer(new Inquiries.Ready(whole, ready.asking(), ready.unfollowed()));
    AnswerGrid grid = grid(answer, whole, actor);
    try (SheetWriter writer =
        switch (format) {
          case XLSX -> new XlsxSheetWriter(out, texts(actor).text("report.too_long"));
          case CSV -> new CsvSheetWriter(out);
        }) {
      writer.sheet(name(question), columns(grid));
      for (AnswerGrid.Row row : grid.rows()) {
        writer.row(row.cells());
      }
      if (answer.limited()) {
        CellTexts texts = texts(actor);
        writer.row(
            List.of(
                texts.text(
                    "report.shown_of",
                    "shown",
                    answer.rows().size(),
                    "total",
                    answer.total())));
      }
    }
  }

  private CellTexts texts(Actor actor) {
    return new CellTexts(messages, actor.language(), workspace.zone());
  }

  private AnswerGrid grid(Answer answer, Question question, Actor actor) {
    GridMaker maker = new GridMaker(answer, texts(actor));
    return question.pivot() == null ? maker.plain() : maker.pivot(question.pivot());
  }

  /** A sheet's name, as workbooks allow it. */
  private static String name(Question question) {
    String name = question.place().replaceAll("[\\[\\]:*?/\\\\]", " ");
    return name.length() > MOST_NAME ? name.substring(0, MOST_NAME) : name;
  }

  private static List<SheetColumn> columns(AnswerGrid grid) {
    List<SheetColumn> columns = new ArrayList<>();
    for (AnswerGrid.Column column : grid.columns()) {
      int width = Math.clamp(column.name().length() * 2L + 2, 12, 40);
      columns.add(new SheetColumn(column.name(), format(column.source()), width, false));
    }
    return columns;
  }

  private static @Nullable String format(@Nullable AnswerColumn column) {
    if (column == null) {
      return null;
    }
    int scale = column.scale() == null ? 2 : column.scale();
    String places = scale == 0 ? "" : "." + "0".repeat(scale);
    return switch (column.type()) {
      case "money" -> "#,##0" + places;
      case "percent" -> "0.00%";
      case "number" -> column.scale() == null ? null : "0" + places;
      case "date" -> "yyyy-mm-dd";
      case "datetime" -> "yyyy-mm-dd hh:mm";
      default -> null;
    };
  }

  /**
   * A dashboard as PDF: every widget that asks something as a table, with bars where it has one
   * number.
   *
   * @param tab key of the tab whose widgets are wanted; null for all
   */
  public void paper(
      Blueprint blueprint,
      Actor actor,
      Inquiry inquiry,
      @Nullable String tab,
      OutputStream out) {
    Dashboard dashboard =
        inquiries.require(
            blueprint, actor, inquiry.dashboard() == null ? "" : inquiry.dashboard());
    List<Figure> all = new ArrayList<>();
    Instant asOf = null;
    for (Widget widget : dashboard.widgets().values()) {
      String own = widget.document().path("tab").asString(null);
      if (widget.question() == null || (tab != null && own != null && !own.equals(tab))) {
        continue;
      }
      Inquiries.Ready ready =
          inquiries.ready(blueprint, actor, inquiry.of(widget.key()), dashboard);
      Answer answer = questions.answer(ready);
      asOf = asOf == null ? answer.asOf() : asOf;
      all.add(figure(widget, answer, ready.question(), actor));
    }
    String moment = asOf == null ? "" : MINUTE.format(asOf.atZone(workspace.zone()));
    figures.write(
        dashboard.label().in(actor.language()),
        workspace.name() + "  " + moment,
        all,
        out);
  }

  private Figure figure(Widget widget, Answer answer, Question question, Actor actor) {
    AnswerGrid grid = grid(answer, question, actor);
    List<AnswerGrid.Row> shown =
        grid.rows().subList(0, Math.min(MOST_ON_PAPER, grid.rows().size()));
    List<Figure.Column> columns =
        grid.columns().stream()
            .map(column -> new Figure.Column(column.name(), column.number()))
            .toList();
    Double greatest = question.last().dimensions().isEmpty() ? null : greatest(grid, shown);
    List<List<Figure.Cell>> rows = new ArrayList<>();
    for (AnswerGrid.Row row : shown) {
      List<Figure.Cell> cells = new ArrayList<>();
      for (int i = 0; i < row.cells().size(); i++) {
        Object value = row.cells().get(i);
        boolean bar = greatest != null && i == row.cells().size() - 1 && !row.total();
        cells.add(
            new Figure.Cell(
                text(value, grid.columns().get(i).source()),
                bar && value instanceof BigDecimal number
                    ? Math.max(0, number.doubleValue() / greatest)
                    : null,
                row.total()));
      }
      rows.add(cells);
    }
    boolean more = answer.limited() || shown.size() < grid.rows().size();
    long total = Math.max(answer.total(), grid.rows().size());
    CellTexts texts = texts(actor);
    String end =
        more ? texts.text("report.shown_of", "shown", shown.size(), "total", total) : "";
    String empty = rows.isEmpty() ? texts.text("report.nothing") : end;
    return new Figure(
        widget.title().in(actor.language()), note(widget, actor), columns, rows, empty);
  }

  private static String note(Widget widget, Actor actor) {
    JsonNode definition = widget.document().path("definition");
    Label label =
        definition.isMissingNode() ? null : Labels.read(definition, "");
    return label == null ? "" : label.in(actor.language());
  }

  /** The greatest number of the last column, where bars are drawn; null where they say nothing. */
  private static @Nullable Double greatest(AnswerGrid grid, List<AnswerGrid.Row> rows) {
    long numbers = grid.columns().stream().filter(AnswerGrid.Column::number).count();
    double greatest =
        rows.stream()
            .map(row -> row.cells().getLast())
            .filter(BigDecimal.class::isInstance)
            .mapToDouble(value -> ((BigDecimal) value).doubleValue())
            .max()
            .orElse(0);
    return numbers == 1 && greatest > 0 ? greatest : null;
  }

  private static String text(@Nullable Object value, @Nullable AnswerColumn column) {
    if (value == null) {
      return "";
    }
    if (!(value instanceof BigDecimal number)) {
      return value.toString().replace('T', ' ');
    }
    if (column != null && column.type().equals("percent")) {
      return number.movePointRight(2).setScale(2, RoundingMode.HALF_UP).toPlainString()
          + "%";
    }
    boolean mean = column != null && column.scale() == null && number.scale() > 2;
    return String.format(
        Locale.ROOT,
        "%,." + (mean ? 2 : Math.max(0, number.scale())) + "f",
        number);
  }
}
