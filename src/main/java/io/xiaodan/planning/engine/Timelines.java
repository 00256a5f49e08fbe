package io.xiaodan.planning.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Adds a plan up by material and day. */
final class Timelines {

  private final Snapshot snapshot;
  private final Map<UUID, TreeMap<LocalDate, Day>> days = new HashMap<>();
  private final Map<UUID, Long> late = new HashMap<>();

  /** What happens on a day. */
  private static final class Day {
    BigDecimal demand = BigDecimal.ZERO;
    BigDecimal supply = BigDecimal.ZERO;
    BigDecimal suggested = BigDecimal.ZERO;
  }

  Timelines(Snapshot snapshot, Delays delays, List<Peg> pegs) {
    this.snapshot = snapshot;
    for (Peg peg : pegs) {
      if (peg.to() != Peg.To.SAFETY) {
        Day day = day(peg.material(), peg.needed());
        day.demand = day.demand.add(peg.quantity());
        late.merge(peg.material(), peg.late(), Math::max);
      }
    }
    Map<UUID, LocalDate> arrivals = delays.supplies();
    for (Supply each : snapshot.supplies()) {
      LocalDate there = arrivals.getOrDefault(each.id(), each.day());
      Day day = day(each.material(), there.isBefore(snapshot.today()) ? snapshot.today() : there);
      day.supply = day.supply.add(each.quantity());
    }
    for (Suggestion each : delays.suggestions()) {
      Day day = day(each.material(), each.arrives());
      day.suggested = day.suggested.add(each.quantity());
    }
  }

  private Day day(UUID material, LocalDate day) {
    return days.computeIfAbsent(material, key -> new TreeMap<>())
        .computeIfAbsent(day, key -> new Day());
  }

  List<MaterialPlan> of(List<Material> materials, BillLevels levels) {
    return materials.stream().map(each -> of(each, levels.of(each.id()))).toList();
  }

  private MaterialPlan of(Material material, int level) {
    BigDecimal without = material.stock();
    BigDecimal with = material.stock();
    BigDecimal demand = BigDecimal.ZERO;
    BigDecimal supply = BigDecimal.ZERO;
    BigDecimal suggested = BigDecimal.ZERO;
    BigDecimal least = BigDecimal.ZERO;
    LocalDate shortFrom = null;
    List<MaterialPlan.Step> steps = new ArrayList<>();
    TreeMap<LocalDate, Day> of = days.getOrDefault(material.id(), new TreeMap<>());
    of.computeIfAbsent(snapshot.today(), key -> new Day());
    for (Map.Entry<LocalDate, Day> each : of.entrySet()) {
      Day day = each.getValue();
      demand = demand.add(day.demand);
      supply = supply.add(day.supply);
      suggested = suggested.add(day.suggested);
      without = without.add(day.supply).subtract(day.demand);
      with = with.add(day.supply).add(day.suggested).subtract(day.demand);
      shortFrom = first(shortFrom, each.getKey(), without);
      least = least.min(without);
      steps.add(
          new MaterialPlan.Step(
              each.getKey(), day.demand, day.supply, day.suggested, without, with));
    }
    return new MaterialPlan(
        material.id(),
        level,
        demand,
        supply,
        suggested,
        shortFrom,
        least.negate(),
        late.getOrDefault(material.id(), 0L),
        List.copyOf(steps));
  }

  private static @Nullable LocalDate first(
      @Nullable LocalDate known, LocalDate day, BigDecimal left) {
    return known == null && left.signum() < 0 ? day : known;
  }
}
