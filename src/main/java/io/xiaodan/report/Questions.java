package io.xiaodan.report;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Finding;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Roles;
import io.xiaodan.report.query.Statements;
import io.xiaodan.report.question.Question;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Any question that somebody may ask, of their own or of a widget. */
@Component
public class Questions {

  private static final int NANOS = 1_000_000;

  private final Inquiries inquiries;
  private final DraftQuestions drafts;
  private final Answers answers;
  private final AnswerWriter writer;
  private final Roles roles;
  private final Clock clock;

  Questions(
      Inquiries inquiries,
      DraftQuestions drafts,
      Answers answers,
      AnswerWriter writer,
      Roles roles,
      Clock clock) {
    this.inquiries = inquiries;
    this.drafts = drafts;
    this.answers = answers;
    this.writer = writer;
    this.roles = roles;
    this.clock = clock;
  }

  /**
   * What a question would be, without asking it.
   *
   * @param findings places begin at the question
   * @param columns of its answer; none where something is wrong
   */
  public record Checked(List<Finding> findings, List<AnswerColumn> columns) {}

  /** Checks a question of somebody's own. */
  public Checked check(Blueprint blueprint, Actor actor, JsonNode question) {
    DraftQuestions.Draft draft = drafts.read(blueprint, actor, question);
    return new Checked(
        draft.findings(),
        draft.question() == null ? List.of() : AnswerColumn.of(draft.question(), actor.language()));
  }

  /**
   * The answer.
   *
   * @throws io.xiaodan.kernel.ProblemException invalid with everything that is wrong with the
   *     question; not found for what is out of reach; malformed for values that do not fit;
   *     unavailable when it took too long
   */
  public Answer answer(Blueprint blueprint, Actor actor, Inquiry inquiry) {
    return answer(inquiries.ready(blueprint, actor, inquiry));
  }

  /** The answer of what was found before. */
  Answer answer(Inquiries.Ready ready) {
    return answer(ready, heard());
  }

  /** What has been heard of until now, for several answers that belong together. */
  FormChanges.Heard heard() {
    return answers.heard();
  }

  /** One of several answers that belong together, no older than what had been heard of. */
  Answer answer(Inquiries.Ready ready, FormChanges.Heard heard) {
    Question question = ready.question();
    Instant asOf =
        ready.asking().given().moment() == null ? clock.instant() : ready.asking().given().moment();
    long started = System.nanoTime();
    Groups groups = answers.of(Statements.of(question, ready.asking()), heard);
    List<Answer.Total> totals = new ArrayList<>();
    if (question.pivot() != null) {
      for (List<String> kept : question.pivot().kept()) {
        Question total = question.total(kept);
        totals.add(
            writer.total(
                total, answers.of(Statements.of(total, ready.asking()), heard), ready.asking()));
      }
    }
    long took = (System.nanoTime() - started) / NANOS;
    return writer.write(question, groups, totals, ready.asking(), asOf, took);
  }

  /**
   * The statement that would be run, with its binds.
   *
   * @throws io.xiaodan.kernel.ProblemException as {@link #answer}; forbidden for who does not build
   */
  public SqlText sql(Blueprint blueprint, Actor actor, Inquiry inquiry) {
    roles.requireBuilds(actor);
    Inquiries.Ready ready = inquiries.ready(blueprint, actor, inquiry);
    return SqlText.of(Statements.of(ready.question(), ready.asking()));
  }
}
