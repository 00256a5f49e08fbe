package io.xiaodan.report;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.form.Labels;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Messages;
import io.xiaodan.platform.Workspace;
import io.xiaodan.print.Drawing;
import io.xiaodan.print.Figure;
import io.xiaodan.print.Figures;
import io.xiaodan.report.question.Question;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Dashboards on paper: widgets that ask something stand where they stand on the screen, drawn where
 * they are charts, with the numbers behind every drawing.
 */
@Component
public class BoardPaper {

  private static final int MOST_ROWS = 200;
  private static final int MOST_PICTURES = 6;
  private static final int LEAST_SPAN = 3;
  private static final int HALF = 6;

  /** Tables with more columns take the width of the page. */
  private static final int MOST_BESIDE = 4;

  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final Inquiries inquiries;
  private final Questions questions;
  private final Figures figures;
  private final Messages messages;
  private final Workspace workspace;

  BoardPaper(
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

  /**
   * What stands on the paper.
   *
   * @param title the dashboard's name
   * @param moment the workspace, and as of when
   * @param behind the title over the numbers behind the drawings
   */
  record Content(String title, String moment, String behind, List<Figure> figures) {}

  /**
   * Writes a dashboard as PDF.
   *
   * @param tab key of the tab whose widgets are wanted; null for all
   * @throws io.xiaodan.kernel.ProblemException not found for a dashboard out of reach; unavailable
   *     when a question took too long or too many others print
   */
  public void write(
      Blueprint blueprint, Actor actor, Inquiry inquiry, @Nullable String tab, OutputStream out) {
    Content content = content(blueprint, actor, inquiry, tab);
    figures.write(content.title(), content.moment(), content.behind(), content.figures(), out);
  }

  /** The same as a PDF file. */
  byte[] pdf(Content content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    figures.write(content.title(), content.moment(), content.behind(), content.figures(), out);
    return out.toByteArray();
  }

  /** The same as pictures, PNG files, without the numbers behind the drawings. */
  List<byte[]> pictures(Content content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    figures.write(content.title(), content.moment(), "", content.figures(), out);
    return figures.pictures(out.toByteArray(), MOST_PICTURES);
  }

  /** What stands on the paper for somebody. */
  Content content(Blueprint blueprint, Actor actor, Inquiry inquiry, @Nullable String tab) {
    Dashboard dashboard =
        inquiries.require(blueprint, actor, inquiry.dashboard() == null ? "" : inquiry.dashboard());
    CellTexts texts = new CellTexts(messages, actor.language(), workspace.zone());
    List<Figure> all = new ArrayList<>();
    FormChanges.Heard heard = questions.heard();
    Instant asOf = null;
    for (Widget widget : inOrder(dashboard)) {
      String own = widget.document().path("tab").asString(null);
      if (widget.question() == null || (tab != null && own != null && !own.equals(tab))) {
        continue;
      }
      Inquiries.Ready ready =
          inquiries.ready(blueprint, actor, inquiry.of(widget.key()), dashboard);
      Answer answer = questions.answer(ready, heard);
      asOf = asOf == null ? answer.asOf() : asOf;
      all.add(figure(widget, answer, ready.question(), texts));
    }
    String moment = asOf == null ? "" : MINUTE.format(asOf.atZone(workspace.zone()));
    return new Content(
        dashboard.label().in(actor.language()),
        workspace.name() + "  " + moment,
        texts.text("report.numbers"),
        all);
  }

  /** Tab after tab, from the top down, then from the left. */
  private static List<Widget> inOrder(Dashboard dashboard) {
    List<String> tabs =
        dashboard
            .document()
            .path("tabs")
            .valueStream()
            .map(tab -> tab.path("key").asString(""))
            .toList();
    return dashboard.widgets().values().stream()
        .sorted(
            Comparator.comparingInt(
                    (Widget widget) -> tabs.indexOf(widget.document().path("tab").asString("")))
                .thenComparingInt(widget -> place(widget, "y"))
                .thenComparingInt(widget -> place(widget, "x")))
        .toList();
  }

  private static int place(Widget widget, String way) {
    return widget.document().path("layout").path(way).asInt(0);
  }

  private static int span(Widget widget) {
    int standard = widget.chart().equals("number") ? LEAST_SPAN : HALF;
    int wide = widget.document().path("layout").path("w").asInt(standard);
    boolean table =
        switch (widget.chart()) {
          case "table", "pivot", "calendar" -> true;
          default -> false;
        };
    return table && wide > HALF ? Figure.WHOLE : Math.clamp(wide, LEAST_SPAN, Figure.WHOLE);
  }

  private Figure figure(Widget widget, Answer answer, Question question, CellTexts texts) {
    AnswerGrid grid = GridMaker.grid(answer, question, texts);
    List<AnswerGrid.Row> shown = grid.rows().subList(0, Math.min(MOST_ROWS, grid.rows().size()));
    List<Figure.Column> columns =
        grid.columns().stream()
            .map(column -> new Figure.Column(column.name(), column.number()))
            .toList();
    Double greatest = question.last().dimensions().isEmpty() ? null : greatest(grid, shown);
    JsonNode options = widget.document().path("options");
    List<List<Figure.Cell>> rows = new ArrayList<>();
    for (AnswerGrid.Row row : shown) {
      List<Figure.Cell> cells = new ArrayList<>();
      for (int i = 0; i < row.cells().size(); i++) {
        Object value = row.cells().get(i);
        boolean last = i == row.cells().size() - 1 && !row.total();
        Double share =
            last && greatest != null && value instanceof BigDecimal number
                ? (Double) Math.max(0, number.doubleValue() / greatest)
                : null;
        AnswerColumn source = grid.columns().get(i).source();
        String text = NumberText.of(value, source, options, texts.language());
        cells.add(new Figure.Cell(text, share, row.total()));
      }
      rows.add(cells);
    }
    boolean more = answer.limited() || shown.size() < grid.rows().size();
    long total = Math.max(answer.total(), grid.rows().size());
    String end = more ? texts.text("report.shown_of", "shown", shown.size(), "total", total) : "";
    int own = span(widget);
    Drawing drawing = new WidgetDrawing(widget, answer, texts, own).draw();
    int span = drawing == null && columns.size() > MOST_BESIDE ? Figure.WHOLE : own;
    return new Figure(
        widget.title().in(texts.language()),
        note(widget, texts),
        span,
        drawing,
        columns,
        rows,
        rows.isEmpty() ? texts.text("report.nothing") : end);
  }

  private static String note(Widget widget, CellTexts texts) {
    JsonNode definition = widget.document().path("definition");
    Label label = definition.isMissingNode() ? null : Labels.read(definition, "");
    return label == null ? "" : label.in(texts.language());
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
    return numbers == 1 && greatest > 0 ? (Double) greatest : null;
  }
}
