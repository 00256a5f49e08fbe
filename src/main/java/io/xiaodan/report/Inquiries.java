package io.xiaodan.report;

import io.xiaodan.access.Access;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.Values;
import io.xiaodan.filter.RowCondition;
import io.xiaodan.filter.RowFilters;
import io.xiaodan.form.Form;
import io.xiaodan.form.LineItems;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Workspace;
import io.xiaodan.report.query.Asking;
import io.xiaodan.report.query.Given;
import io.xiaodan.report.query.Statements;
import io.xiaodan.report.question.Parameter;
import io.xiaodan.report.question.Question;
import io.xiaodan.report.question.Source;
import io.xiaodan.report.question.Sources;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Finds what somebody asks, and under which conditions. */
@Component
class Inquiries {

  private final Access access;
  private final Workspace workspace;
  private final Clock clock;
  private final RowFilters filters;
  private final DraftQuestions drafts;

  Inquiries(
      Access access, Workspace workspace, Clock clock, RowFilters filters, DraftQuestions drafts) {
    this.access = access;
    this.workspace = workspace;
    this.clock = clock;
    this.filters = filters;
    this.drafts = drafts;
  }

  /**
   * A question ready to be asked.
   *
   * @param unfollowed keys of the dashboard's filters with a value that say nothing of its source
   */
  record Ready(Question question, Asking asking, List<String> unfollowed) {}

  /**
   * What is asked.
   *
   * @throws io.xiaodan.kernel.ProblemException invalid for a question that is wrong; not found for
   *     a dashboard or widget out of reach; malformed for values that do not fit
   */
  Ready ready(Blueprint blueprint, Actor actor, Inquiry inquiry) {
    JsonNode draft = inquiry.question();
    if (draft != null) {
      return ready(blueprint, actor, inquiry, null, drafts.require(blueprint, actor, draft));
    }
    return ready(
        blueprint,
        actor,
        inquiry,
        require(blueprint, actor, Objects.requireNonNullElse(inquiry.dashboard(), "")));
  }

  /** The same of a widget of a dashboard that was found before. */
  Ready ready(Blueprint blueprint, Actor actor, Inquiry inquiry, Dashboard dashboard) {
    String key = Objects.requireNonNullElse(inquiry.widget(), "");
    Widget widget = dashboard.widgets().get(key);
    if (widget == null || widget.question() == null) {
      throw Problem.of(ProblemKind.NOT_FOUND, "report.no_widget", "key", key).exception();
    }
    return ready(blueprint, actor, inquiry, dashboard, widget.question());
  }

  private Ready ready(
      Blueprint blueprint,
      Actor actor,
      Inquiry inquiry,
      @Nullable Dashboard dashboard,
      Question question) {
    Asking asking = asking(blueprint, actor, inquiry.moment());
    if (!Statements.isVisible(question, asking)) {
      throw Problem.of(ProblemKind.NOT_FOUND, "report.no_widget", "key", question.place())
          .exception();
    }
    Source source = question.source();
    List<RowCondition> narrowing = new ArrayList<>();
    if (inquiry.where() != null && inquiry.where().isObject()) {
      narrowing.add(condition(asking, source, inquiry.where()));
    }
    List<String> unfollowed = new ArrayList<>();
    chosen(dashboard, inquiry)
        .forEach((filter, value) -> {
          String field = filter.field(source);
          if (field == null) {
            unfollowed.add(filter.key());
          } else {
            narrowing.add(condition(asking, source, DashboardReader.condition(field, value)));
          }
        });
    Map<String, @Nullable Object> parameters =
        Parameters.of(question, inquiry.parameters(), dashboard == null, asking.environment());
    Given given =
        new Given(
            parameters,
            question.where() == null ? null : condition(asking, source, question.where()),
            narrowing,
            Selections.of(dashboard, question, inquiry),
            inquiry.moment(),
            day(question, parameters, asking));
    return new Ready(question, asking.with(given), unfollowed);
  }

  /** The day at whose end balances are meant: what the question says, or that of the moment. */
  private static @Nullable LocalDate day(
      Question question, Map<String, @Nullable Object> parameters, Asking asking) {
    Environment environment = asking.environment();
    if (question.asOf() == null) {
      return asking.given().moment() == null
          ? null
          : environment.now().atZone(environment.zone()).toLocalDate();
    }
    Values given = parameters::get;
    return (LocalDate)
        question.asOf().evaluate(name -> name.equals(Parameter.ROOT) ? given : null, environment);
  }

  /**
   * The values of the dashboard's filters: those given, and where none is, those it begins with.
   */
  private static Map<BoardFilter, JsonNode> chosen(@Nullable Dashboard dashboard, Inquiry inquiry) {
    Map<BoardFilter, JsonNode> chosen = new LinkedHashMap<>();
    if (dashboard == null) {
      return chosen;
    }
    JsonNode given = inquiry.filters() == null ? MissingNode.getInstance() : inquiry.filters();
    for (BoardFilter filter : dashboard.filters().values()) {
      JsonNode value = given.has(filter.key()) ? given.path(filter.key()) : filter.initial();
      if (value != null && value.isObject()) {
        chosen.put(filter, value);
      }
    }
    given.propertyNames().stream()
        .filter(key -> !dashboard.filters().containsKey(key))
        .findFirst()
        .ifPresent(key -> {
          throw Problem.of(ProblemKind.MALFORMED, "report.no_filter", "key", key).exception();
        });
    return chosen;
  }

  private RowCondition condition(Asking asking, Source source, JsonNode tree) {
    Form form = Sources.find(asking.blueprint(), source.form()).orElseThrow();
    LineItems lines = source.lines() == null ? null : form.lines().get(source.lines());
    Schema schema =
        lines == null
            ? access.schema(asking.blueprint(), asking.actor(), form)
            : access.schema(asking.blueprint(), asking.actor(), form, lines);
    return filters.read(
        asking.blueprint(), asking.actor(), form, lines, schema, tree, asking.environment());
  }

  /**
   * One dashboard with the widgets somebody sees.
   *
   * @throws io.xiaodan.kernel.ProblemException not found, also for one they may not see
   */
  Dashboard require(Blueprint blueprint, Actor actor, String key) {
    Dashboard dashboard =
        blueprint
            .find(Dashboard.TYPE, key)
            .filter(found -> access.seesDashboard(blueprint, actor, key))
            .orElseThrow(() ->
                Problem.of(ProblemKind.NOT_FOUND, "report.no_dashboard", "key", key).exception());
    Asking asking = asking(blueprint, actor, null);
    return dashboard.with(widget -> sees(widget, asking));
  }

  private boolean sees(Widget widget, Asking asking) {
    String listed = widget.listed();
    if (listed != null) {
      return asking
          .blueprint()
          .find(Form.TYPE, listed)
          .map(form -> access.of(asking.blueprint(), asking.actor(), form))
          .filter(rights -> rights.mayEver(io.xiaodan.access.FormAction.VIEW))
          .isPresent();
    }
    return widget.question() == null || Statements.isVisible(widget.question(), asking);
  }

  /** The time is cut to the minute, so that an answer which asks for it can be kept that long. */
  private Asking asking(Blueprint blueprint, Actor actor, @Nullable Instant moment) {
    Instant now = moment == null ? clock.instant() : moment;
    Environment environment = Environment.of(now.truncatedTo(ChronoUnit.MINUTES), workspace.zone());
    return new Asking(blueprint, actor, environment, workspace, access, Given.NOTHING.at(moment));
  }
}
