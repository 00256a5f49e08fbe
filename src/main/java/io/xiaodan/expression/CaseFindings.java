package io.xiaodan.expression;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@link CaseAnalysis} found.
 *
 * @param gap values for which no condition is true
 * @param overlaps for each pair of conditions that can both be true, an example
 * @param unreachable indexes of conditions for which an earlier one is always true, or never true
 * @param complete whether everything was tried; when false, more findings may exist
 */
public record CaseFindings(
    Optional<Example> gap, List<Overlap> overlaps, List<Integer> unreachable, boolean complete) {

  public CaseFindings {
    overlaps = List.copyOf(overlaps);
    unreachable = List.copyOf(unreachable);
  }

  /** One value for each field, in the order the conditions mention them; {@code null} is empty. */
  public record Example(Map<Path, @Nullable Object> values) {}

  /** Two conditions, by index, that are both true for the example. */
  public record Overlap(int first, int second, Example example) {}
}
