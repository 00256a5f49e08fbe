package io.xiaodan.report;

import io.xiaodan.access.Access;
import io.xiaodan.access.FormAction;
import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.blueprint.DocumentSchemas;
import io.xiaodan.blueprint.Finding;
import io.xiaodan.blueprint.Severity;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.Schema;
import io.xiaodan.filter.RowFilters;
import io.xiaodan.form.Form;
import io.xiaodan.form.LineItems;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.Workspace;
import io.xiaodan.report.question.Ground;
import io.xiaodan.report.question.Question;
import io.xiaodan.report.question.QuestionReader;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Questions that stand in no dashboard yet, read under the rights of whoever asks: a field that is
 * hidden from them is not there.
 */
@Component
class DraftQuestions {

  private static final ArtifactId DRAFT = new ArtifactId(Dashboard.TYPE.kind(), "draft");
  private static final String WRAPPED = "widgets.0.question";
  private static final Schema NOTHING = name -> Optional.empty();

  private final DocumentSchemas schemas;
  private final Access access;
  private final RowFilters filters;
  private final Clock clock;
  private final Workspace workspace;

  DraftQuestions(
      DocumentSchemas schemas, Access access, RowFilters filters, Clock clock, Workspace workspace) {
    this.schemas = schemas;
    this.access = access;
    this.filters = filters;
    this.clock = clock;
    this.workspace = workspace;
  }

  /**
   * What came of reading a question.
   *
   * @param question null where something is wrong
   * @param findings their places begin at the question
   */
  record Draft(@Nullable Question question, List<Finding> findings) {}

  /** Reads a question. */
  Draft read(Blueprint blueprint, Actor actor, JsonNode document) {
    Compilation compilation = Compilation.against(blueprint);
    if (!schemas.check(DRAFT, wrapped(document), compilation)) {
      return new Draft(null, unwrapped(compilation.findings()));
    }
    Question question =
        new QuestionReader(compilation, DRAFT, new Seen(blueprint, actor))
            .read(document, "draft", WRAPPED);
    return new Draft(question, unwrapped(compilation.findings()));
  }

  /**
   * A question that is right.
   *
   * @throws io.xiaodan.kernel.ProblemException invalid with everything that is wrong
   */
  Question require(Blueprint blueprint, Actor actor, JsonNode document) {
    Draft draft = read(blueprint, actor, document);
    if (draft.question() == null) {
      throw Problem.invalid(
              draft.findings().stream()
                  .filter(finding -> finding.severity() == Severity.ERROR)
                  .map(finding -> Violation.at(finding.place(), finding.message()))
                  .toList())
          .exception();
    }
    return draft.question();
  }

  /** The smallest dashboard around a question, whose schema has the question's. */
  private static JsonNode wrapped(JsonNode question) {
    ObjectNode dashboard = JsonNodeFactory.instance.objectNode();
    dashboard.put("kind", DRAFT.kind()).put("key", DRAFT.key()).put("label", DRAFT.key());
    ObjectNode widget = dashboard.putArray("widgets").addObject();
    widget.put("key", DRAFT.key()).put("chart", "table").put("title", DRAFT.key());
    widget.set("question", question);
    return dashboard;
  }

  private static List<Finding> unwrapped(List<Finding> findings) {
    List<Finding> own = new ArrayList<>();
    for (Finding finding : findings) {
      String place = finding.place();
      String inside =
          place.startsWith(WRAPPED) ? place.substring(WRAPPED.length()).replaceFirst("^\\.", "") : place;
      own.add(
          new Finding(
              finding.severity(),
              finding.artifact(),
              inside,
              finding.message(),
              finding.counterExample()));
    }
    return own;
  }

  /** What one person sees in every row. */
  private final class Seen implements Ground {

    private final Blueprint blueprint;
    private final Actor actor;

    Seen(Blueprint blueprint, Actor actor) {
      this.blueprint = blueprint;
      this.actor = actor;
    }

    @Override
    public Schema schema(Form form, @Nullable LineItems lines) {
      if (!access.of(blueprint, actor, form).mayEver(FormAction.VIEW)) {
        return NOTHING;
      }
      return lines == null
          ? access.schema(blueprint, actor, form)
          : access.schema(blueprint, actor, form, lines);
    }

    @Override
    public Set<Path> where(Form form, @Nullable LineItems lines, Schema schema, JsonNode tree) {
      Environment today = Environment.of(clock.instant(), workspace.zone());
      return filters.read(blueprint, actor, form, lines, schema, tree, today).reads();
    }
  }
}
