package io.xiaodan.report.question;

import io.xiaodan.expression.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A question about the records of a form.
 *
 * @param place where it stands, for messages: {@code war_room.region}
 * @param source which rows it is about
 * @param derivations numbers the rows get from their neighbours, after the first stage's filter
 * @param stages at least one; each gathers what the one before gave
 * @param order how the answer is sorted; then follow the dimensions
 * @param limit most rows of the answer
 * @param reads every field its formulas read from the source
 * @param forms keys of every form it reads
 */
public record Question(
    String place,
    Source source,
    List<Derivation> derivations,
    List<Stage> stages,
    List<Ordering> order,
    int limit,
    Set<Path> reads,
    Set<String> forms) {

  /** Most rows of an answer that states no limit. */
  public static final int MOST_ROWS = 1_000;

  public Question {
    derivations = List.copyOf(derivations);
    stages = List.copyOf(stages);
    order = List.copyOf(order);
    reads = Collections.unmodifiableSet(new TreeSet<>(reads));
    forms = Collections.unmodifiableSet(new TreeSet<>(forms));
  }

  /** The stage whose groups are the rows of the answer. */
  public Stage last() {
    return stages.getLast();
  }
}
