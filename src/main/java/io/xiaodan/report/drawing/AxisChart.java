package io.xiaodan.report.drawing;

import io.xiaodan.print.Drawing;
import io.xiaodan.print.Drawing.Anchor;
import io.xiaodan.print.Drawing.Point;
import io.xiaodan.print.Drawing.Shape;
import io.xiaodan.report.drawing.Plot.Mark;
import io.xiaodan.report.drawing.Plot.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Bars, lines and areas over one axis of groups. */
final class AxisChart {

  private static final double LEFT = 34;
  private static final double BOTTOM = 14;

  /** Of the room of a group, what its bars take. */
  private static final double FILLED = 0.68;

  /** Bars narrower than this have no room for their number. */
  private static final double ROOM_FOR_NUMBER = 20;

  private static final double LEAST_GROUP = 26;
  private static final double SHADE = 0.25;

  private final Plot plot;
  private final boolean stacked;
  private final Picture picture;
  private final List<Series> bars;
  private final double top;
  private final double step;
  private final double end;
  private final Scale left;
  private final @Nullable Scale right;

  AxisChart(Plot plot, boolean stacked, Picture picture) {
    this.plot = plot;
    this.stacked = stacked;
    this.picture = picture;
    this.bars = plot.series().stream().filter(one -> one.mark() == Mark.BAR).toList();
    this.top = picture.legend(plot.series()) + 8;
    boolean bothSides = plot.series().stream().anyMatch(Series::right);
    this.left = scale(false);
    this.right = bothSides ? scale(true) : null;
    this.end = picture.width - (bothSides ? LEFT : 0);
    this.step = (end - LEFT) / Math.max(1, plot.groups().size());
  }

  private Scale scale(boolean side) {
    DoubleStream numbers =
        plot.series().stream().filter(one -> one.right() == side).flatMapToDouble(Series::numbers);
    if (stacked && !side) {
      for (int i = 0; i < plot.groups().size(); i++) {
        int group = i;
        DoubleStream own = bars.stream().mapToDouble(one -> one.number(group));
        double[] all = own.toArray();
        numbers =
            DoubleStream.concat(
                numbers,
                DoubleStream.of(
                    DoubleStream.of(all).filter(n -> n > 0).sum(),
                    DoubleStream.of(all).filter(n -> n < 0).sum()));
      }
    }
    double[] all = numbers.toArray();
    return Scale.of(DoubleStream.of(all).min().orElse(0), DoubleStream.of(all).max().orElse(0));
  }

  Drawing draw() {
    axis();
    for (int group = 0; group < plot.groups().size(); group++) {
      bars(group);
    }
    plot.series().stream().filter(one -> one.mark() != Mark.BAR).forEach(this::line);
    names();
    return picture.drawing();
  }

  private double y(double number) {
    return y(left, number);
  }

  private double y(Series series, double number) {
    return y(series.right() && right != null ? right : left, number);
  }

  private double y(Scale scale, double number) {
    double bottom = picture.height - BOTTOM;
    return bottom - scale.at(number) * (bottom - top);
  }

  private double middle(int group) {
    return LEFT + (group + 0.5) * step;
  }

  private void axis() {
    for (double mark : left.marks()) {
      picture.add(Ink.line(LEFT, y(mark), end, y(mark)));
      String text = Scale.text(mark, picture.language);
      picture.add(Ink.words(LEFT - 4, y(mark) + 2.5, text, Anchor.END));
    }
    if (right != null) {
      for (double mark : right.marks()) {
        String text = Scale.text(mark, picture.language);
        picture.add(Ink.words(end + 4, y(right, mark) + 2.5, text, Anchor.START));
      }
    }
  }

  private void bars(int group) {
    double room = step * FILLED;
    double width = stacked ? room : room / Math.max(1, bars.size());
    double up = 0;
    double down = 0;
    for (int i = 0; i < bars.size(); i++) {
      Series one = bars.get(i);
      double number = one.number(group);
      double x = middle(group) - room / 2 + (stacked ? 0 : i * width);
      double from = stacked ? (number >= 0 ? up : down) : 0;
      double to = from + number;
      picture.add(
          Drawing.box(
              x,
              Math.min(y(one, from), y(one, to)),
              Math.max(0.4, width - (stacked ? 0 : width * 0.06)),
              Math.abs(y(one, from) - y(one, to)),
              one.colour(group)));
      if (number >= 0) {
        up = to;
      } else {
        down = to;
      }
      if (!stacked && width >= ROOM_FOR_NUMBER && one.values().get(group) != null) {
        double at = number >= 0 ? y(one, to) - 2.5 : y(one, to) + Ink.SMALL;
        String text = Scale.text(number, picture.language);
        picture.add(Ink.words(x + width / 2, at, text, Anchor.MIDDLE));
      }
    }
  }

  /** A line is broken where there is no number. */
  private void line(Series series) {
    List<Point> run = new ArrayList<>();
    for (int group = 0; group < plot.groups().size(); group++) {
      Double number = series.values().get(group);
      if (number == null) {
        run(series, run);
        run = new ArrayList<>();
      } else {
        run.add(new Point(middle(group), y(series, number)));
      }
    }
    run(series, run);
  }

  private void run(Series series, List<Point> points) {
    if (points.isEmpty()) {
      return;
    }
    if (points.size() == 1) {
      picture.add(new Shape.Dot(points.getFirst(), 2, series.colour(0)));
      return;
    }
    if (series.mark() == Mark.AREA) {
      List<Point> area = new ArrayList<>(points);
      area.add(new Point(points.getLast().x(), y(series, 0)));
      area.add(new Point(points.getFirst().x(), y(series, 0)));
      picture.add(new Shape.Area(area, series.colour(0), SHADE));
    }
    picture.add(new Shape.Line(points, series.colour(0), 1.4));
  }

  /** As many names as stand beside one another. */
  private void names() {
    int every = Math.max(1, (int) Math.ceil(LEAST_GROUP / step));
    for (int group = 0; group < plot.groups().size(); group += every) {
      String name = Ink.fit(plot.groups().get(group), step * every - 2, Ink.SMALL);
      picture.add(Ink.words(middle(group), picture.height - 4, name, Anchor.MIDDLE));
    }
  }
}
