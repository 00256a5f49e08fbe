package io.xiaodan.planning.engine;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * For each suggestion, what hangs on it: through everything that is made of it, each order once.
 */
public final class Serving {

  /**
   * What hangs on a suggestion.
   *
   * @param orders how many orders it serves
   * @param amount what their lines that wait for it are worth
   * @param late days by which the latest of them is late
   */
  public record Stake(int orders, BigDecimal amount, long late) {}

  private final Map<Object, List<Peg>> pegs = new HashMap<>();

  /** Takes the pegs of a plan. */
  public Serving(List<Peg> all) {
    for (Peg peg : all) {
      Object from = peg.suggestion() != 0 ? (Object) peg.suggestion() : peg.supply();
      if (from != null) {
        pegs.computeIfAbsent(from, key -> new ArrayList<>()).add(peg);
      }
    }
  }

  /** What hangs on a suggestion. */
  public Stake of(int suggestion) {
    Set<UUID> orders = new HashSet<>();
    BigDecimal amount = BigDecimal.ZERO;
    long late = 0;
    Set<Object> seen = new HashSet<>(Set.of((Object) suggestion));
    Deque<Object> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      for (Peg peg : pegs.getOrDefault(open.poll(), List.of())) {
        Object parent = parent(peg);
        if (peg.to() == Peg.To.ORDER && peg.order() != null) {
          orders.add(peg.order());
          amount = amount.add(peg.amount());
          late = Math.max(late, peg.late());
        } else if (parent != null && seen.add(parent)) {
          open.add(parent);
        }
      }
    }
    return new Stake(orders.size(), amount, late);
  }

  private static @Nullable Object parent(Peg peg) {
    return peg.parent() != 0 ? (Object) peg.parent() : peg.parentSupply();
  }
}
