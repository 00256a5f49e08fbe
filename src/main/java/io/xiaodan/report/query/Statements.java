package io.xiaodan.report.query;

import io.xiaodan.form.Form;
import io.xiaodan.form.LineItems;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.report.question.Question;
import io.xiaodan.report.question.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes statements of questions, step by step. */
public final class Statements {

  private Statements() {}

  /** Whether somebody may ask a question: they see every field it reads. */
  public static boolean isVisible(Question question, Asking asking) {
    return RefuseHiddenFields.isVisible(question, asking);
  }

  /**
   * The statement of a question for whoever asks.
   *
   * @throws ProblemException not found, where a field is hidden from them
   * @throws StepFailed naming the step and the question, for a fault of the product
   */
  public static Statement of(Question question, Asking asking) {
    Query query = through(steps(question), start(question, asking));
    return new Statement(
        WriteStatement.of(query),
        question.source().form(),
        query.source().forms(),
        asking.given().moment() == null
                && asking.ledger(asking.form(question.source().form())) == null
            ? Parts.of(query, asking)
            : null);
  }

  static Query through(List<Step> steps, Query start) {
    Query query = start;
    for (Step step : steps) {
      query = apply(step, query);
    }
    return query;
  }

  /** What a question goes through, in this order. */
  static List<Step> steps(Question question) {
    List<Step> steps = new ArrayList<>(rows());
    steps.addAll(untilLastKeys(question));
    steps.add(new Summarise(question.stages().size() - 1));
    steps.addAll(afterGroups());
    return steps;
  }

  /** Which rows are read at all. */
  static List<Step> rows() {
    return List.of(new RefuseHiddenFields(), new KeepVisibleRows());
  }

  /** From the rows to the keys of the first stage. */
  static List<Step> untilFirstKeys() {
    return List.of(
        new KeepOwnWhere(),
        new KeepFiltered(0),
        new DeriveFromNeighbours(),
        new KeepGiven(),
        new CutBuckets(0),
        new GatherOthers(0));
  }

  /** From the rows to the keys of the last stage. */
  static List<Step> untilLastKeys(Question question) {
    List<Step> steps = new ArrayList<>(untilFirstKeys());
    for (int stage = 1; stage < question.stages().size(); stage++) {
      steps.add(new Summarise(stage - 1));
      steps.add(new KeepFiltered(stage));
      steps.add(new CutBuckets(stage));
      steps.add(new GatherOthers(stage));
    }
    return steps;
  }

  /** From the groups of the last stage to the answer. */
  static List<Step> afterGroups() {
    return List.of(
        new FillGaps(),
        new WorkOut(false),
        new LookAround(),
        new WorkOut(true),
        new CountRead(),
        new KeepHaving(),
        new SortAnswer());
  }

  static Query start(Question question, Asking asking) {
    Source source = question.source();
    Form form = asking.form(source.form());
    @Nullable LineItems lines =
        source.lines() == null ? null : Objects.requireNonNull(form.lines().get(source.lines()));
    SourceRows rows = new SourceRows(asking, form, lines, "s", null, Set.of());
    return new Query(question, asking, rows, rows, List.of(), List.of(), List.of(), List.of());
  }

  private static Query apply(Step step, Query query) {
    try {
      return step.apply(query);
    } catch (ProblemException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new StepFailed(step.name(), query.question().place(), e);
    }
  }
}
