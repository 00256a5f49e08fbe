package io.xiaodan.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/** Looks for steps that wait for each other. */
final class StepOrder {

  private final Map<String, List<String>> after = new LinkedHashMap<>();
  private final Set<String> sound = new LinkedHashSet<>();

  private StepOrder(List<RuleStep> steps) {
    steps.forEach(step -> after.put(step.key(), step.after()));
  }

  /** The keys of a circle, the first one again at the end. */
  static Optional<List<String>> circle(List<RuleStep> steps) {
    StepOrder order = new StepOrder(steps);
    return steps.stream()
        .map(step -> order.visit(step.key(), new LinkedHashSet<>()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<List<String>> visit(String step, SequencedSet<String> way) {
    if (sound.contains(step)) {
      return Optional.empty();
    }
    if (!way.add(step)) {
      List<String> circle = new ArrayList<>(way);
      circle = new ArrayList<>(circle.subList(circle.indexOf(step), circle.size()));
      circle.add(step);
      return Optional.of(circle);
    }
    for (String before : after.getOrDefault(step, List.of())) {
      Optional<List<String>> circle = visit(before, way);
      if (circle.isPresent()) {
        return circle;
      }
    }
    way.removeLast();
    sound.add(step);
    return Optional.empty();
  }
}
