package io.xiaodan.planning.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * Plans materials: those that are parts of nothing first, then what they are made of, as deep as
 * bills go. Capacity is not looked at: a work order takes its lead time, however many there are.
 */
public final class Planner {

  private final Snapshot snapshot;
  private final Map<UUID, Material> materials = new HashMap<>();
  private final Map<UUID, List<Need>> needs = new HashMap<>();
  private final Map<UUID, List<Supply>> supplies = new HashMap<>();
  private final Map<UUID, List<Component>> bills = new HashMap<>();
  private final List<Suggestion> suggestions = new ArrayList<>();
  private final Map<UUID, List<Peg>> pegs = new LinkedHashMap<>();
  private int numbers;
  private int unknown;

  private Planner(Snapshot snapshot) {
    this.snapshot = snapshot;
    snapshot.materials().forEach(each -> materials.put(each.id(), each));
    snapshot.components().stream()
        .sorted(
            Comparator.comparing(Component::part)
                .thenComparing(Component::quantity)
                .thenComparing(Component::scrap))
        .forEach(each -> bills.computeIfAbsent(each.product(), key -> new ArrayList<>()).add(each));
    for (Demand each : snapshot.demands()) {
      want(each.material(), Need.of(each, snapshot.today()));
    }
    for (Supply each : snapshot.supplies()) {
      if (materials.containsKey(each.material())) {
        supplies.computeIfAbsent(each.material(), key -> new ArrayList<>()).add(each);
      } else {
        unknown++;
      }
    }
  }

  /** Plans a snapshot. */
  public static Plan plan(Snapshot snapshot) {
    return plan(snapshot, (done, total) -> {});
  }

  /**
   * Plans a snapshot.
   *
   * @param progress told how many materials are done, of how many
   */
  public static Plan plan(Snapshot snapshot, BiConsumer<Integer, Integer> progress) {
    BillLevels levels = BillLevels.of(snapshot.components());
    List<UUID> circle = levels.circle();
    return circle != null
        ? new Plan.Circular(circle)
        : new Planner(snapshot).made(levels, progress);
  }

  private void want(UUID material, Need need) {
    if (!materials.containsKey(material)) {
      unknown++;
    } else if (need.quantity().signum() > 0) {
      needs.computeIfAbsent(material, key -> new ArrayList<>()).add(need);
    }
  }

  private Plan.Made made(BillLevels levels, BiConsumer<Integer, Integer> progress) {
    List<Material> order =
        materials.values().stream()
            .sorted(
                Comparator.comparingInt((Material each) -> levels.of(each.id()))
                    .thenComparing(Material::id))
            .toList();
    List<UUID> withoutBill = new ArrayList<>();
    int done = 0;
    for (Material material : order) {
      net(material);
      if (material.made() && !bills.containsKey(material.id())) {
        withoutBill.add(material.id());
      }
      done++;
      progress.accept(done, order.size());
    }
    Delays delays = new Delays(snapshot.calendar(), suggestions, snapshot.supplies());
    List<Peg> upwards = new ArrayList<>();
    order.reversed().forEach(each -> upwards.addAll(pegs.getOrDefault(each.id(), List.of())));
    List<Peg> carried = delays.carry(upwards);
    return new Plan.Made(
        delays.suggestions(),
        carried,
        new Timelines(snapshot, delays, carried).of(order, levels),
        List.copyOf(withoutBill),
        unknown);
  }

  private void net(Material material) {
    UUID id = material.id();
    Netting netting =
        new Netting(material, supplies.getOrDefault(id, List.of()), snapshot, () -> ++numbers);
    netting.serve(needs.getOrDefault(id, List.of()));
    needs.remove(id);
    pegs.put(id, netting.pegs());
    for (Suggestion each : netting.suggestions()) {
      suggestions.add(each);
      if (material.made()) {
        explode(each);
      }
    }
  }

  private void explode(Suggestion suggestion) {
    for (Component each : bills.getOrDefault(suggestion.material(), List.of())) {
      BigDecimal quantity = each.needed(suggestion.quantity());
      want(each.part(), Need.part(suggestion, quantity));
    }
  }
}
