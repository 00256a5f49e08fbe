package io.xiaodan.expression;

import io.xiaodan.expression.CaseFindings.Example;
import io.xiaodan.expression.CaseFindings.Overlap;
import io.xiaodan.expression.cases.Assignment;
import io.xiaodan.expression.cases.Combinations;
import io.xiaodan.expression.cases.Constants;
import io.xiaodan.expression.cases.Points;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Proof-reads an ordered list of conditions (the branches of a flow, the lines of a decision
 * table): values for which none is true, values for which two are, and conditions that never get a
 * turn.
 *
 * <p>It tries the values at, between and beside the constants that each field is compared with,
 * with the evaluator that will later decide; so what it shows is always true. What it does not show
 * can still exist where fields meet in arithmetic, lists are read, or {@link
 * CaseFindings#complete()} is false.
 */
public final class CaseAnalysis {

  private static final int COMBINATIONS = 200_000;

  private final List<Formula> conditions;
  private final Environment environment;
  private final Map<List<Integer>, Overlap> overlaps = new LinkedHashMap<>();
  private final boolean[] reached;
  private @Nullable Example gap;

  private CaseAnalysis(List<Formula> conditions, Environment environment) {
    this.conditions = conditions;
    this.environment = environment;
    this.reached = new boolean[conditions.size()];
  }

  /**
   * Looks for findings.
   *
   * @param conditions formulas of type boolean, first match first
   * @param domains what is known about fields; a field not named may be empty and hold anything
   */
  public static CaseFindings analyse(
      List<Formula> conditions, List<FieldDomain> domains, Environment environment) {
    var constants = new Constants(environment);
    conditions.forEach(condition -> constants.collect(condition.tree()));
    Map<Path, List<@Nullable Object>> points = new LinkedHashMap<>();
    constants
        .types()
        .forEach((field, type) -> points.put(field, points(field, type, constants, domains)));
    var analysis = new CaseAnalysis(conditions, environment);
    boolean all = new Combinations(points, COMBINATIONS).visit(analysis::consider);
    return analysis.findings(all && !constants.isIndirect());
  }

  private static List<@Nullable Object> points(
      Path field, ValueType type, Constants constants, List<FieldDomain> domains) {
    Optional<FieldDomain> domain =
        domains.stream().filter(each -> each.field().equals(field)).findFirst();
    List<@Nullable Object> points =
        new ArrayList<>(
            domain
                .map(FieldDomain::values)
                .filter(values -> !values.isEmpty())
                .orElseGet(() -> Points.of(type, constants.of(field))));
    if (points.isEmpty() || !domain.map(FieldDomain::required).orElse(false)) {
      points.add(null);
    }
    return points;
  }

  /** Returns whether to go on: always, because overlaps and reachability need every combination. */
  private boolean consider(Map<Path, @Nullable Object> values) {
    Values record = Assignment.of(values);
    int[] taken =
        IntStream.range(0, conditions.size())
            .filter(i -> conditions.get(i).test(record, environment))
            .toArray();
    if (taken.length == 0) {
      gap = better(gap, values);
      return true;
    }
    reached[taken[0]] = true;
    for (int i = 1; i < taken.length; i++) {
      overlap(taken[0], taken[i], values);
    }
    return true;
  }

  private void overlap(int first, int second, Map<Path, @Nullable Object> values) {
    overlaps.computeIfAbsent(
        List.of(first, second), pair -> new Overlap(first, second, example(values)));
  }

  /** Prefers the example with the fewest empty fields, then the first. */
  private static Example better(@Nullable Example known, Map<Path, @Nullable Object> values) {
    return known != null && empties(known.values()) <= empties(values) ? known : example(values);
  }

  private static long empties(Map<Path, @Nullable Object> values) {
    return values.values().stream().filter(value -> value == null).count();
  }

  private static Example example(Map<Path, @Nullable Object> values) {
    return new Example(Collections.unmodifiableMap(new LinkedHashMap<>(values)));
  }

  private CaseFindings findings(boolean complete) {
    List<Integer> unreachable =
        IntStream.range(0, reached.length).filter(i -> !reached[i]).boxed().toList();
    return new CaseFindings(
        Optional.ofNullable(gap), List.copyOf(overlaps.values()), unreachable, complete);
  }
}
