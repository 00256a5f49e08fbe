package io.xiaodan.report;

import io.xiaodan.access.Access;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private final Clock clock;
  private final Inquiries inquiries;
  private final Questions questions;

  Dashboards(Access access, Clock clock, Inquiries inquiries, Questions questions) {
    this.access = access;
    this.clock = clock;
    this.inquiries = inquiries;
    this.questions = questions;
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
    return inquiries.require(blueprint, actor, key);
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
    return data(blueprint, actor, Inquiry.of(key, ""), widgets);
  }

  /**
   * The same, under what was given with the asking.
   *
   * @param inquiry of the dashboard; its widget does not matter
   */
  public DashboardData data(
      Blueprint blueprint, Actor actor, Inquiry inquiry, Collection<String> widgets) {
    Dashboard dashboard =
        require(blueprint, actor, Objects.requireNonNullElse(inquiry.dashboard(), ""));
    for (String widget : widgets) {
      if (!dashboard.widgets().containsKey(widget)) {
        throw Problem.of(ProblemKind.NOT_FOUND, "report.no_widget", "key", widget).exception();
      }
    }
    Instant asOf = inquiry.moment() == null ? clock.instant() : inquiry.moment();
    FormChanges.Heard heard = questions.heard();
    SequencedMap<String, Answer> data = new LinkedHashMap<>();
    Map<String, List<String>> unfiltered = new LinkedHashMap<>();
    for (Widget widget : dashboard.widgets().values()) {
      if (widget.question() == null || !(widgets.isEmpty() || widgets.contains(widget.key()))) {
        continue;
      }
      Inquiries.Ready ready =
          inquiries.ready(blueprint, actor, inquiry.of(widget.key()), dashboard);
      data.put(widget.key(), questions.answer(ready, heard));
      if (!ready.unfollowed().isEmpty()) {
        unfiltered.put(widget.key(), ready.unfollowed());
      }
    }
    return new DashboardData(asOf, data, unfiltered);
  }

  /** The widgets, by dashboard, whose answers may change when records of these forms do. */
  public SequencedMap<String, List<String>> dependingOn(
      Blueprint blueprint, Actor actor, Set<String> forms) {
    SequencedMap<String, List<String>> depending = new LinkedHashMap<>();
    for (Dashboard dashboard : list(blueprint, actor)) {
      List<String> widgets =
          dashboard.widgets().values().stream()
              .filter(widget -> dependsOn(widget, forms))
              .map(Widget::key)
              .toList();
      if (!widgets.isEmpty()) {
        depending.put(dashboard.key(), widgets);
      }
    }
    return depending;
  }

  private static boolean dependsOn(Widget widget, Set<String> forms) {
    String listed = widget.listed();
    return (listed != null && forms.contains(listed))
        || (widget.question() != null
            && widget.question().forms().stream().anyMatch(forms::contains));
  }
}
