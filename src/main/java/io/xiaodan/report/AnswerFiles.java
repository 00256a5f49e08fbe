package io.xiaodan.report;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.exchange.sheet.CsvSheetWriter;
import io.xiaodan.exchange.sheet.SheetColumn;
import io.xiaodan.exchange.sheet.SheetWriter;
import io.xiaodan.exchange.sheet.XlsxSheetWriter;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Messages;
import io.xiaodan.platform.Workspace;
import io.xiaodan.report.question.Question;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers as sheets. */
@Component
public class AnswerFiles {

  private static final int MOST_NAME = 31;

  private final Inquiries inquiries;
  private final Questions questions;
  private final Messages messages;
  private final Workspace workspace;

  AnswerFiles(Inquiries inquiries, Questions questions, Messages messages, Workspace workspace) {
    this.inquiries = inquiries;
    this.questions = questions;
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
    AnswerGrid grid = GridMaker.grid(answer, whole, texts(actor));
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
                    "report.shown_of", "shown", answer.rows().size(), "total", answer.total())));
      }
    }
  }

  private CellTexts texts(Actor actor) {
    return new CellTexts(messages, actor.language(), workspace.zone());
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
}
