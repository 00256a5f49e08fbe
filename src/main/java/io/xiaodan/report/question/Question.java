package io.xiaodan.report.question;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A question about the records of a form.
 *
 * @param place where it stands, for messages: {@code war_room.region}
 * @param source which rows it is about
 * @param asOf the day at whose end balances are meant; null for all that is posted
 * @param parameters values that are given when it is asked
 * @param where a filter tree over the rows of the source; null for none
 * @param derivations numbers the rows get from their neighbours, after the first stage's filter
 * @param stages at least one; each gathers what the one before gave
 * @param outcomes formulas over the columns of the last stage
 * @param windows numbers that look at other rows of the answer
 * @param having which rows of the answer stay; null for all
 * @param pivot how the answer is laid out; null for plain rows
 * @param order how the answer is sorted; then follow the dimensions
 * @param limit most rows of the answer
 * @param details the single values it reads of a row, to be shown where its rows are
 * @param reads every field its formulas read from the source
 * @param forms keys of every form it reads
 */
public record Question(
    String place,
    Source source,
    @Nullable Formula asOf,
    List<Parameter> parameters,
    @Nullable JsonNode where,
    List<Derivation> derivations,
    List<Stage> stages,
    List<Outcome> outcomes,
    List<Window> windows,
    @Nullable Formula having,
    @Nullable Pivot pivot,
    List<Ordering> order,
    int limit,
    List<Dimension> details,
    Set<Path> reads,
    Set<String> forms) {

  /** Most rows of an answer that states no limit. */
  public static final int MOST_ROWS = 1_000;

  /** Most rows that may be asked for. */
  public static final int MOST_LIMIT = 10_000;

  public Question {
    parameters = List.copyOf(parameters);
    derivations = List.copyOf(derivations);
    stages = List.copyOf(stages);
    outcomes = List.copyOf(outcomes);
    windows = List.copyOf(windows);
    order = List.copyOf(order);
    details = List.copyOf(details);
    reads = Collections.unmodifiableSet(new TreeSet<>(reads));
    forms = Collections.unmodifiableSet(new TreeSet<>(forms));
  }

  /** The stage whose groups are the rows of the answer. */
  public Stage last() {
    return stages.getLast();
  }

  /** The keys of the answer's columns, in order. */
  public List<String> columns() {
    return Stream.of(
            last().dimensions().stream().map(Dimension::key),
            last().measures().stream().map(Measure::key),
            outcomes.stream().map(Outcome::key),
            windows.stream().map(Window::key))
        .flatMap(keys -> keys)
        .toList();
  }

  /**
   * The same question with fewer dimensions, without what looks at other rows of the answer and
   * without leaving rows out.
   */
  public Question total(Collection<String> dimensions) {
    List<Stage> fewer = new ArrayList<>(stages.subList(0, stages.size() - 1));
    fewer.add(
        new Stage(
            last().filter(),
            last().dimensions().stream().filter(each -> dimensions.contains(each.key())).toList(),
            last().measures()));
    List<Outcome> own = outcomes.stream().filter(each -> !each.afterWindows()).toList();
    List<Ordering> sorted =
        order.stream()
            .filter(each ->
                dimensions.contains(each.key())
                    || last().measures().stream().anyMatch(one -> one.key().equals(each.key()))
                    || own.stream().anyMatch(one -> one.key().equals(each.key())))
            .toList();
    return new Question(
        place,
        source,
        asOf,
        parameters,
        where,
        derivations,
        fewer,
        own,
        List.of(),
        null,
        null,
        sorted,
        MOST_LIMIT,
        details,
        reads,
        forms);
  }

  Question sortedBy(List<Ordering> other) {
    return with(other, limit);
  }

  /** The same question with more rows of its answer, or fewer. */
  public Question limitedTo(int rows) {
    return with(order, rows);
  }

  private Question with(List<Ordering> sorted, int rows) {
    return new Question(
        place,
        source,
        asOf,
        parameters,
        where,
        derivations,
        stages,
        outcomes,
        windows,
        having,
        pivot,
        sorted,
        rows,
        details,
        reads,
        forms);
  }
}
