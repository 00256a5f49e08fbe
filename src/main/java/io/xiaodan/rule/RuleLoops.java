package io.xiaodan.rule;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.blueprint.Finding;
import io.xiaodan.blueprint.Severity;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Looks for rules that set each other off without end. A circle in which nothing can hold the next
 * rule back is an error; one that conditions or values may end is a warning.
 */
final class RuleLoops {

  private final Map<Rule, List<SetsOff>> edges = new LinkedHashMap<>();
  private final Set<Set<String>> reported = new HashSet<>();
  private final Compilation compilation;

  private RuleLoops(Collection<Rule> rules, Compilation compilation) {
    this.compilation = compilation;
    Map<String, List<Rule>> byForm =
        rules.stream()
            .filter(Rule::enabled)
            .collect(Collectors.groupingBy(rule -> rule.form().key()));
    Map<String, Rule> callable =
        rules.stream()
            .filter(rule -> rule.enabled() && rule.trigger().called())
            .collect(Collectors.toMap(Rule::key, rule -> rule));
    for (Rule rule : rules) {
      if (rule.enabled()) {
        edges.put(rule, SetsOff.from(rule, byForm, callable));
      }
    }
  }

  /** Reports every circle once, at the first of its rules. */
  static void report(Collection<Rule> rules, Compilation compilation) {
    RuleLoops loops = new RuleLoops(rules, compilation);
    for (Rule rule : loops.edges.keySet()) {
      loops.report(rule, SetsOff::certain, Severity.ERROR);
    }
    for (Rule rule : loops.edges.keySet()) {
      loops.report(rule, edge -> true, Severity.WARNING);
    }
  }

  private void report(Rule start, Function<SetsOff, Boolean> follows, Severity severity) {
    List<SetsOff> circle = shortest(start, follows);
    Set<String> members = new LinkedHashSet<>();
    circle.forEach(edge -> members.add(edge.rule().key()));
    if (circle.isEmpty() || !reported.add(members)) {
      return;
    }
    String code = severity == Severity.ERROR ? "rule.loop_certain" : "rule.loop_possible";
    compilation.report(
        new Finding(
            severity,
            new ArtifactId("rule", start.key()),
            "steps." + circle.getFirst().step().key(),
            Message.of(code, "circle", names(start, circle)),
            Map.of()));
  }

  private static Label names(Rule start, List<SetsOff> circle) {
    return new Label(names(start, circle, Label::zh), names(start, circle, Label::en));
  }

  private static String names(Rule start, List<SetsOff> circle, Function<Label, String> in) {
    return in.apply(start.label())
        + circle.stream()
            .map(edge -> " → " + in.apply(edge.target().label()))
            .collect(Collectors.joining());
  }

  /** The shortest way from a rule back to itself; empty when there is none. */
  private List<SetsOff> shortest(Rule start, Function<SetsOff, Boolean> follows) {
    Map<Rule, SetsOff> reachedBy = new HashMap<>();
    Deque<Rule> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      for (SetsOff edge : edges.getOrDefault(open.pop(), List.of())) {
        if (!follows.apply(edge) || reachedBy.containsKey(edge.target())) {
          continue;
        }
        reachedBy.put(edge.target(), edge);
        if (edge.target().equals(start)) {
          return way(start, reachedBy);
        }
        open.add(edge.target());
      }
    }
    return List.of();
  }

  private static List<SetsOff> way(Rule start, Map<Rule, SetsOff> reachedBy) {
    List<SetsOff> way = new ArrayList<>();
    Rule at = start;
    do {
      SetsOff edge = java.util.Objects.requireNonNull(reachedBy.get(at));
      way.addFirst(edge);
      at = edge.rule();
    } while (!at.equals(start));
    return way;
  }
}
