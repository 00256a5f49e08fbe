package io.xiaodan.bench;

import io.xiaodan.expression.HolidayCalendar;
import io.xiaodan.planning.engine.Component;
import io.xiaodan.planning.engine.Demand;
import io.xiaodan.planning.engine.Material;
import io.xiaodan.planning.engine.Plan;
import io.xiaodan.planning.engine.Planner;
import io.xiaodan.planning.engine.Snapshot;
import io.xiaodan.planning.engine.Supply;
import io.xiaodan.planning.engine.WorkCalendar;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Plans 100,000 open lines over bills of three levels, beside adding them up by material and day.
 */
final class PlanningBench {

  private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);
  private static final int PRODUCTS = 1_000;
  private static final int HALVES = 500;
  private static final int PARTS = 300;
  private static final int RAW = 200;

  private PlanningBench() {}

  public static void main(String[] arguments) {
    int lines = arguments.length == 0 ? 100_000 : Integer.parseInt(arguments[0]);
    Planner.plan(snapshot(1, 5_000));
    double seconds = 0;
    double added = 0;
    double worst = 0;
    int runs = 0;
    for (long seed : new long[] {20_261_201, 7, 42}) {
      Snapshot snapshot = snapshot(seed, lines);
      added += add(snapshot);
      long started = System.nanoTime();
      Plan.Made plan = (Plan.Made) Planner.plan(snapshot);
      double took = (System.nanoTime() - started) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "seed %d: %d lines, %d materials, %d suggestions, %d pegs in %.2f s%n",
          seed,
          lines,
          plan.materials().size(),
          plan.suggestions().size(),
          plan.pegs().size(),
          took);
      seconds += took;
      worst = Math.max(worst, took);
      runs++;
    }
    System.out.printf(Locale.ROOT, "  heap at most %d MB%n", peak());
    Table.line("planning", lines * runs / seconds, lines * runs / added, worst * 1_000, "");
  }

  private static UUID id(String kind, int number) {
    return new UUID(kind.hashCode(), number);
  }

  private static Snapshot snapshot(long seed, int lines) {
    Random random = new Random(seed);
    List<Material> materials = new ArrayList<>();
    List<Component> components = new ArrayList<>();
    add(materials, "product", PRODUCTS, true, random);
    add(materials, "half", HALVES, true, random);
    add(materials, "part", PARTS, true, random);
    add(materials, "raw", RAW, false, random);
    use(components, "product", PRODUCTS, "half", HALVES, random);
    use(components, "half", HALVES, "part", PARTS, random);
    use(components, "part", PARTS, "raw", RAW, random);
    List<Demand> demands = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      demands.add(
          new Demand(
              id("line", i),
              id("order", i / 3),
              id("product", (int) (PRODUCTS * Math.pow(random.nextDouble(), 2))),
              TODAY.plusDays(random.nextInt(120)),
              BigDecimal.valueOf(1 + random.nextInt(50)),
              BigDecimal.valueOf(10 + random.nextInt(5_000), 2),
              null));
    }
    List<Supply> supplies = new ArrayList<>();
    for (int i = 0; i < lines / 50; i++) {
      supplies.add(
          new Supply(
              id("supply", i),
              id("purchase", i / 4),
              id("raw", random.nextInt(RAW)),
              TODAY.plusDays(random.nextInt(30)),
              BigDecimal.valueOf(50 + random.nextInt(500)),
              0));
    }
    return new Snapshot(
        TODAY, new WorkCalendar(HolidayCalendar.NONE), 7, materials, components, demands, supplies);
  }

  private static void add(
      List<Material> materials, String kind, int count, boolean made, Random random) {
    for (int i = 0; i < count; i++) {
      materials.add(
          new Material(
              id(kind, i),
              made,
              BigDecimal.valueOf(random.nextInt(200)),
              BigDecimal.valueOf(random.nextInt(50)),
              1 + random.nextInt(10),
              BigDecimal.valueOf(random.nextInt(100)),
              BigDecimal.valueOf(random.nextInt(3) * 12)));
    }
  }

  private static void use(
      List<Component> components, String of, int count, String kind, int kinds, Random random) {
    for (int i = 0; i < count; i++) {
      int first = random.nextInt(kinds);
      for (int n = 0; n < 3; n++) {
        components.add(
            new Component(
                id(of, i),
                id(kind, (first + n) % kinds),
                BigDecimal.valueOf(1 + random.nextInt(40), 1),
                BigDecimal.valueOf(random.nextInt(8))));
      }
    }
  }

  /** What a pivot table does: quantities by material and day, without bills, stock or lots. */
  private static double add(Snapshot snapshot) {
    long started = System.nanoTime();
    Map<UUID, Map<LocalDate, BigDecimal>> sums = new HashMap<>();
    for (Demand each : snapshot.demands()) {
      sums.computeIfAbsent(each.material(), key -> new HashMap<>())
          .merge(each.day(), each.quantity(), BigDecimal::add);
    }
    return (System.nanoTime() - started) / 1e9;
  }

  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(java.lang.management.MemoryUsage::getUsed)
            .sum()
        / (1 << 20);
  }
}
