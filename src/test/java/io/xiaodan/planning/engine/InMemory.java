package io.xiaodan.planning.engine;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A plan that has just been made, asked piece by piece. */
final class InMemory implements Ripple.Pegging {

  private final Map<Integer, List<Peg>> pegs;
  private final Map<Integer, Suggestion> suggestions;

  InMemory(Plan.Made plan) {
    this.pegs = plan.pegs().stream().collect(Collectors.groupingBy(Peg::suggestion));
    this.suggestions =
        plan.suggestions().stream()
            .collect(Collectors.toMap(Suggestion::number, Function.identity()));
  }

  @Override
  public List<Peg> of(Ripple.Source source) {
    return pegs.getOrDefault(source.suggestion(), List.of());
  }

  @Override
  public Ripple.Coming coming(Ripple.Source source) {
    Suggestion one = Objects.requireNonNull(suggestions.get(source.suggestion()));
    return new Ripple.Coming(one.arrives(), one.quantity(), one.lead());
  }
}
