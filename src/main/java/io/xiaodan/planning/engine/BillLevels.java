package io.xiaodan.planning.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How deep each material stands in bills. Its level is one more than the deepest product it is a
 * part of (the low-level code of material requirements planning), so that everything wanted of a
 * material is known before it is planned.
 */
public final class BillLevels {

  private final Map<UUID, List<UUID>> parts = new HashMap<>();
  private final Map<UUID, Integer> levels = new HashMap<>();
  private final Map<UUID, Integer> waiting = new HashMap<>();

  private BillLevels() {}

  /** The levels of all materials that stand in bills. */
  static BillLevels of(List<Component> components) {
    BillLevels all = new BillLevels();
    for (Component each : components) {
      all.parts.computeIfAbsent(each.product(), key -> new ArrayList<>()).add(each.part());
      all.waiting.merge(each.part(), 1, Integer::sum);
      all.waiting.putIfAbsent(each.product(), 0);
    }
    all.spread();
    return all;
  }

  private void spread() {
    Deque<UUID> ready = new ArrayDeque<>();
    waiting.forEach((material, products) -> {
      if (products == 0) {
        ready.add(material);
        levels.put(material, 0);
      }
    });
    while (!ready.isEmpty()) {
      UUID product = ready.poll();
      int below = levels.getOrDefault(product, 0) + 1;
      for (UUID part : parts.getOrDefault(product, List.of())) {
        levels.merge(part, below, Math::max);
        if (waiting.merge(part, -1, Integer::sum) == 0) {
          ready.add(part);
        }
      }
    }
  }

  /** 0 for what stands in no bill. */
  int of(UUID material) {
    return levels.getOrDefault(material, 0);
  }

  /** A circle in the bills, beginning with its smallest id; null where there is none. */
  @Nullable List<UUID> circle() {
    UUID inside =
        waiting.entrySet().stream()
            .filter(each -> each.getValue() > 0)
            .map(Map.Entry::getKey)
            .min(Comparator.naturalOrder())
            .orElse(null);
    return inside == null ? null : circle(parts, inside);
  }

  /**
   * Every material left waits for a product that waits too: going up long enough meets a circle.
   */
  private List<UUID> circle(Map<UUID, List<UUID>> of, UUID from) {
    Map<UUID, UUID> product = new HashMap<>();
    of.forEach((parent, children) -> {
      if (waiting.getOrDefault(parent, 0) > 0) {
        children.forEach(
            child -> product.merge(child, parent, (a, b) -> a.compareTo(b) < 0 ? a : b));
      }
    });
    List<UUID> way = new ArrayList<>();
    UUID at = from;
    while (!way.contains(at)) {
      way.add(at);
      at = java.util.Objects.requireNonNull(product.get(at));
    }
    return turned(new ArrayList<>(way.subList(way.indexOf(at), way.size())).reversed());
  }

  private static List<UUID> turned(List<UUID> circle) {
    UUID least = java.util.Collections.min(circle);
    List<UUID> turned = new ArrayList<>(circle);
    java.util.Collections.rotate(turned, -circle.indexOf(least));
    return List.copyOf(turned);
  }

  /** A circle among bills, each product before its part; null where there is none. */
  public static @Nullable List<UUID> circle(List<Component> components) {
    return of(components).circle();
  }
}
