package io.xiaodan.report;

import io.xiaodan.kernel.Language;
import io.xiaodan.print.Drawing;
import io.xiaodan.print.Figure;
import io.xiaodan.report.drawing.Charts;
import io.xiaodan.report.drawing.Plot;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A widget as a drawing on paper. A map is drawn as a ranking of its provinces and a cloud of words
 * as one of its words; tables, pivots and calendars stay tables.
 */
final class WidgetDrawing {

  private static final double HIGH = 170;
  private static final double LOW = 110;

  private final Widget widget;
  private final Answer answer;
  private final CellTexts texts;
  private final double width;

  WidgetDrawing(Widget widget, Answer answer, CellTexts texts, int span) {
    this.widget = widget;
    this.answer = answer;
    this.texts = texts;
    this.width = Figure.width(span);
  }

  /** The drawing; null for what is a table, and where there is nothing to draw. */
  @Nullable Drawing draw() {
    boolean numbers =
        answer.columns().stream().anyMatch(column -> !column.role().equals("dimension"));
    if (!numbers || answer.rows().isEmpty()) {
      return null;
    }
    PlotMaker maker = new PlotMaker(answer, widget, texts);
    Language language = texts.language();
    JsonNode options = widget.document().path("options");
    return switch (widget.chart()) {
      case "number" -> Charts.numbers(maker.plot(false), width, language);
      case "gauge" -> gauge(maker.plot(false), options);
      case "bar", "stacked_bar" -> bars(maker.plot(true), options);
      case "line" -> axis(marked(maker.plot(true), Plot.Mark.LINE), false);
      case "area" -> axis(marked(maker.plot(true), Plot.Mark.AREA), false);
      case "combined" -> axis(maker.plot(true), false);
      case "pie" -> Charts.pie(parts(maker), false, width, HIGH, language);
      case "ring" -> Charts.pie(parts(maker), true, width, HIGH, language);
      case "funnel" -> Charts.funnel(parts(maker), width, HIGH, language);
      case "ranking", "map", "word_cloud" -> Charts.ranking(maker.plot(false), width, language);
      case "radar" -> Charts.radar(maker.plot(true), width, HIGH, language);
      case "scatter" -> Charts.scatter(maker.plot(false), width, HIGH, language);
      case "heat_map" -> Charts.heat(maker.grid(), width, language);
      default -> null;
    };
  }

  private Drawing bars(Plot plot, JsonNode options) {
    boolean stacked =
        widget.chart().equals("stacked_bar")
            || !options.path("stack").asString("none").equals("none");
    return options.path("horizontal").asBoolean(false) && plot.series().size() == 1
        ? Charts.ranking(plot, width, texts.language())
        : axis(plot, stacked);
  }

  private Drawing axis(Plot plot, boolean stacked) {
    return Charts.axis(plot, stacked, width, HIGH, texts.language());
  }

  private static Plot marked(Plot plot, Plot.Mark mark) {
    return new Plot(
        plot.groups(),
        plot.series().stream()
            .map(one ->
                new Plot.Series(
                    one.name(), one.colours(), mark, one.right(), one.values(), one.texts()))
            .toList());
  }

  /** Groups of the answer, or its numbers where nothing gathers its rows; each with a colour. */
  private Plot parts(PlotMaker maker) {
    return Charts.coloured(maker.plot(false));
  }

  private Drawing gauge(Plot plot, JsonNode options) {
    double least = number(options.path("minimum"), 0);
    double greatest =
        number(
            options.path("maximum"),
            number(options.path("target").path("value"), aim(options, plot)));
    return Charts.gauge(plot, least, greatest, width, LOW, texts.language());
  }

  /** The column that the number is held against, or twice the number itself. */
  private double aim(JsonNode options, Plot plot) {
    String column = options.path("target").path("column").asString("");
    List<String> keys = answer.columns().stream().map(AnswerColumn::key).toList();
    Object aim = keys.contains(column) ? answer.rows().getLast().get(keys.indexOf(column)) : null;
    return aim == null
        ? 2 * plot.series().getFirst().numbers().max().orElse(1)
        : Double.parseDouble(aim.toString());
  }

  private static double number(JsonNode text, double otherwise) {
    return text.isString() ? Double.parseDouble(text.asString()) : otherwise;
  }
}
