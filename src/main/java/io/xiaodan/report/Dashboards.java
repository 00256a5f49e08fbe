package io.xiaodan.report;

import io.xiaodan.access.Access;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Environment;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Workspace;
import io.xiaodan.report.query.Asking;
import io.xiaodan.report.query.Statements;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The dashboards of the workspace, as far as each person may see them: a widget whose question
 * reads a field hidden from somebody is not there for them.
 */
@Component
public class Dashboards {

  private final Access access;
  private final Workspace workspace;
  private final Clock clock;
  private final Answers answers;
  private final AnswerWriter writer;

  Dashboards(
      Access access, Workspace workspace, Clock clock, Answers answers, AnswerWriter writer) {
    this.access = access;
    this.workspace = workspace;
    this.clock = clock;
    this.answers = answers;
    this.writer = writer;
  }

  /** The dashboards somebody sees, by position. */
  public List<Dashboard> list(Blueprint blueprint, Actor actor) {
    return blueprint.all(Dashboard.TYPE).values().stream()
        .filter(dashboard -> access.seesDashboard(blueprint, actor, dashboard.key()))
        .sorted(Comparator.comparingInt(Dashboard::position).thenComparing(Dashboard::key))
        .toList();
  }

  /**
   * One dashboard with the widgets somebody sees.
   *
   * @throws io.xiaodan.kernel.ProblemException not found, also for one they may not see
   */
  public Dashboard require(Blueprint blueprint, Actor actor, String key) {
    Dashboard dashboard =
        blueprint
            .find(Dashboard.TYPE, key)
            .filter(found -> access.seesDashboard(blueprint, actor, key))
            .orElseThrow(() ->
                Problem.of(ProblemKind.NOT_FOUND, "report.no_dashboard", "key", key).exception());
    Asking asking = asking(blueprint, actor);
    return dashboard.with(widget -> Statements.isVisible(widget.question(), asking));
  }

  /**
   * The answers of widgets, by key, in the order of the dashboard.
   *
   * @param widgets keys; empty for all that the person sees
   * @throws io.xiaodan.kernel.ProblemException not found, for the dashboard or a widget;
   *     unavailable when a question took too long
   */
  public DashboardData data(
      Blueprint blueprint, Actor actor, String key, Collection<String> widgets) {
    Dashboard dashboard = require(blueprint, actor, key);
    for (String widget : widgets) {
      if (!dashboard.widgets().containsKey(widget)) {
        throw Problem.of(ProblemKind.NOT_FOUND, "report.no_widget", "key", widget).exception();
      }
    }
    Instant asOf = clock.instant();
    Asking asking = asking(blueprint, actor);
    SequencedMap<String, Answer> data = new LinkedHashMap<>();
    for (Widget widget : dashboard.widgets().values()) {
      if (widgets.isEmpty() || widgets.contains(widget.key())) {
        data.put(widget.key(), answer(widget, asking));
      }
    }
    return new DashboardData(asOf, data);
  }

  /** The widgets, by dashboard, whose answers may change when records of these forms do. */
  public SequencedMap<String, List<String>> dependingOn(
      Blueprint blueprint, Actor actor, Set<String> forms) {
    SequencedMap<String, List<String>> depending = new LinkedHashMap<>();
    for (Dashboard dashboard : list(blueprint, actor)) {
      List<String> widgets =
          dashboard.widgets().values().stream()
              .filter(widget -> widget.question().forms().stream().anyMatch(forms::contains))
              .map(Widget::key)
              .toList();
      if (!widgets.isEmpty()) {
        depending.put(dashboard.key(), widgets);
      }
    }
    return depending;
  }

  private Answer answer(Widget widget, Asking asking) {
    Groups groups = answers.of(Statements.of(widget.question(), asking));
    return writer.write(widget.question(), groups, asking);
  }

  /** The time is cut to the minute, so that an answer which asks for it can be kept that long. */
  private Asking asking(Blueprint blueprint, Actor actor) {
    Environment environment =
        Environment.of(clock.instant().truncatedTo(ChronoUnit.MINUTES), workspace.zone());
    return new Asking(blueprint, actor, environment, workspace, access);
  }
}
