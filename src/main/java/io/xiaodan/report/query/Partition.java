package io.xiaodan.report.query;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.ValueType;
import io.xiaodan.report.question.Aggregate;
import io.xiaodan.report.question.Derivation;
import io.xiaodan.report.question.Dimension;
import io.xiaodan.report.question.Measure;
import io.xiaodan.report.question.Paths;
import io.xiaodan.report.question.Question;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An id of the source by which a question falls into parts: nothing before the last stage looks at
 * two rows of different ids together, and what the last stage measures of parts can be added up.
 *
 * @param column the id: of the record, or a reference of it
 * @param atLast what the rows of the last stage know it by
 */
record Partition(Path column, Path atLast) {

  /** The partition of a question; null where an answer of parts would be another. */
  static @Nullable Partition of(Question question) {
    if (question.stages().stream()
        .flatMap(stage -> stage.dimensions().stream())
        .anyMatch(dimension -> dimension.top() != null)) {
      return null;
    }
    Partition partition = candidate(question);
    return partition != null
            && question.last().measures().stream()
                .allMatch(measure -> addsUp(measure, partition.atLast))
        ? partition
        : null;
  }

  private static @Nullable Partition candidate(Question question) {
    Path id = question.source().lines() == null ? Path.of("id") : Path.of("parent", "id");
    boolean oneStage = question.stages().size() == 1;
    if (question.derivations().isEmpty() && oneStage) {
      return new Partition(id, id);
    }
    if (question.source().lines() != null || question.stages().size() > 2) {
      return null;
    }
    Path column = derivedOf(question);
    if (column == null && !question.derivations().isEmpty()) {
      return null;
    }
    return oneStage
        ? new Partition(Objects.requireNonNull(column), column)
        : question.stages().getFirst().dimensions().stream()
            .filter(dimension -> isReference(dimension.formula()))
            .filter(dimension -> column == null || column.equals(Paths.bare(dimension.formula())))
            .map(Partition::by)
            .findFirst()
            .orElse(null);
  }

  private static Partition by(Dimension dimension) {
    return new Partition(
        Objects.requireNonNull(Paths.bare(dimension.formula())), Path.of(dimension.key()));
  }

  /** The one reference by which all derived numbers know their neighbours. */
  private static @Nullable Path derivedOf(Question question) {
    Set<Path> paths = new HashSet<>();
    for (Derivation derivation : question.derivations()) {
      if (!isReference(derivation.of())) {
        return null;
      }
      Stream.ofNullable(Paths.bare(derivation.of())).forEach(paths::add);
    }
    return paths.size() == 1 ? paths.iterator().next() : null;
  }

  private static boolean isReference(Formula formula) {
    Path path = Paths.bare(formula);
    return path != null && path.names().size() == 1 && formula.type() instanceof ValueType.RecordOf;
  }

  private static boolean addsUp(Measure measure, Path atLast) {
    return switch (measure.aggregate()) {
      case COUNT, SUM, AVERAGE, MINIMUM, MAXIMUM -> true;
      case MEDIAN, PERCENTILE -> false;
      case COUNT_DISTINCT -> countsParts(measure, atLast);
    };
  }

  /** Different ids of the partition are never counted in two parts. */
  private static boolean countsParts(Measure measure, Path atLast) {
    Formula formula = measure.formula();
    return measure.aggregate() == Aggregate.COUNT_DISTINCT
        && formula != null
        && atLast.equals(Paths.bare(formula));
  }
}
