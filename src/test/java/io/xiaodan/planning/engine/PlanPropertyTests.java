package io.xiaodan.planning.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** What holds of every plan, over random ones. */
class PlanPropertyTests {

  private static final long SEED = 20_260_601L;

  private Workbench random(long seed) {
    Random random = new Random(seed);
    Workbench bench = new Workbench().period(1 + random.nextInt(10));
    int materials = 3 + random.nextInt(12);
    for (int i = 0; i < materials; i++) {
      boolean made = i < materials / 2 && random.nextBoolean();
      if (made) {
        bench.make("M" + i, "" + random.nextInt(20), random.nextInt(5));
        for (int part = i + 1; part < materials; part++) {
          if (random.nextInt(3) == 0) {
            bench.bill(
                "M" + i, "M" + part, (1 + random.nextInt(30)) + "e-1", "" + random.nextInt(20));
          }
        }
      } else {
        bench.buy(
            "M" + i,
            "" + (random.nextInt(60) - 5),
            "" + random.nextInt(20),
            random.nextInt(8),
            "" + random.nextInt(30),
            "" + random.nextInt(4) * 6);
      }
    }
    for (int i = 0; i < 30; i++) {
      String of = "M" + random.nextInt(materials);
      bench.order("O" + i, of, random.nextInt(40) - 3, (1 + random.nextInt(400)) + "e-1");
      if (i % 4 == 0) {
        bench.onTheWay("P" + i, of, random.nextInt(30) - 2, "" + (1 + random.nextInt(40)));
      }
    }
    return bench;
  }

  @RepeatedTest(200)
  void everythingHoldsOfARandomPlan(RepetitionInfo repetition) {
    long seed = SEED + repetition.getCurrentRepetition();
    Workbench bench = random(seed);
    Plan.Made plan = bench.plan();

    assertThat(bench.plan()).as("made twice, seed %d", seed).isEqualTo(plan);
    assertThat(turned(bench, seed)).as("in another order, seed %d", seed).isEqualTo(plan);
    everyDemandIsServed(bench, plan, seed);
    nothingIsGivenTwice(bench, plan, seed);
    lotsAreKept(bench, plan, seed);
    plannedStockHolds(bench, plan, seed);
  }

  private static Plan turned(Workbench bench, long seed) {
    Random random = new Random(-seed);
    Collections.shuffle(bench.materials, random);
    Collections.shuffle(bench.components, random);
    Collections.shuffle(bench.demands, random);
    Collections.shuffle(bench.supplies, random);
    return bench.plan();
  }

  /** Each line, each part of a suggestion and what is missing of safety stocks has its pegs. */
  private static void everyDemandIsServed(Workbench bench, Plan.Made plan, long seed) {
    Map<UUID, BigDecimal> served = new HashMap<>();
    Map<String, BigDecimal> parts = new HashMap<>();
    for (Peg peg : plan.pegs()) {
      if (peg.demand() != null) {
        served.merge(peg.demand(), peg.quantity(), BigDecimal::add);
      } else if (peg.to() == Peg.To.COMPONENT) {
        parts.merge(peg.parent() + "/" + peg.material(), peg.quantity(), BigDecimal::add);
      }
    }
    Map<UUID, BigDecimal> wanted =
        bench.demands.stream()
            .collect(Collectors.toMap(Demand::id, Demand::quantity, BigDecimal::add));
    assertThat(same(served)).as("demands, seed %d", seed).isEqualTo(same(wanted));
    Map<String, BigDecimal> needed = new HashMap<>();
    for (Suggestion each : plan.suggestions()) {
      for (Component one : bench.components) {
        if (each.made() && one.product().equals(each.material())) {
          needed.merge(
              each.number() + "/" + one.part(), one.needed(each.quantity()), BigDecimal::add);
        }
      }
    }
    assertThat(same(parts)).as("parts, seed %d", seed).isEqualTo(same(needed));
  }

  private static <K> Map<K, BigDecimal> same(Map<K, BigDecimal> amounts) {
    Map<K, BigDecimal> same = new HashMap<>();
    amounts.forEach((key, amount) -> same.put(key, amount.setScale(4)));
    return same;
  }

  private static void nothingIsGivenTwice(Workbench bench, Plan.Made plan, long seed) {
    Map<String, BigDecimal> given = new HashMap<>();
    for (Peg peg : plan.pegs()) {
      String from =
          switch (peg.from()) {
            case STOCK, SAFETY -> "stock " + peg.material();
            case SUPPLY -> "supply " + peg.supply();
            case SUGGESTION -> "suggestion " + peg.suggestion();
          };
      given.merge(from, peg.quantity(), BigDecimal::add);
    }
    Map<String, BigDecimal> there = new HashMap<>();
    bench.materials.forEach(each -> there.put("stock " + each.id(), each.stock()));
    bench.supplies.forEach(each -> there.put("supply " + each.id(), each.quantity()));
    plan.suggestions().forEach(each -> there.put("suggestion " + each.number(), each.quantity()));
    given.forEach((from, amount) ->
        assertThat(amount).as("%s, seed %d", from, seed).isLessThanOrEqualTo(there.get(from)));
  }

  private static void lotsAreKept(Workbench bench, Plan.Made plan, long seed) {
    Map<UUID, Material> materials =
        bench.materials.stream().collect(Collectors.toMap(Material::id, each -> each));
    for (Suggestion each : plan.suggestions()) {
      Material of = java.util.Objects.requireNonNull(materials.get(each.material()));
      assertThat(each.quantity()).as("seed %d", seed).isGreaterThanOrEqualTo(of.minimum());
      if (of.multiple().signum() > 0) {
        assertThat(each.quantity().remainder(of.multiple()).signum()).as("seed %d", seed).isZero();
      }
      assertThat(each.start()).as("seed %d", seed).isAfterOrEqualTo(Workbench.TODAY);
      assertThat(each.arrives()).as("seed %d", seed).isAfterOrEqualTo(each.start());
    }
  }

  /** From the first day on which anything ordered today can be there, nothing is missing. */
  private static void plannedStockHolds(Workbench bench, Plan.Made plan, long seed) {
    Map<UUID, LocalDate> helped = new HashMap<>();
    for (Material each : bench.materials) {
      helped.put(each.id(), bench.snapshot().calendar().plus(Workbench.TODAY, each.lead()));
    }
    List<Peg> late = new ArrayList<>(plan.pegs());
    late.removeIf(peg -> peg.late() == 0 || peg.to() == Peg.To.SAFETY);
    late.forEach(
        peg -> helped.merge(peg.material(), peg.arrives(), (a, b) -> a.isAfter(b) ? a : b));
    for (MaterialPlan each : plan.materials()) {
      for (MaterialPlan.Step step : each.steps()) {
        if (!step.day().isBefore(helped.get(each.material()))) {
          assertThat(step.with()).as("%s, seed %d", step, seed).isNotNegative();
        }
      }
    }
    for (Peg peg : late) {
      assertThat(peg.needed())
          .as("late only where ordering today comes too late: %s, seed %d", peg, seed)
          .isBefore(helped.get(peg.material()));
    }
  }
}
