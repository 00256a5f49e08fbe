package io.xiaodan.planning.engine;

import io.xiaodan.expression.HolidayCalendar;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Puts small plans together out of names, and writes what comes out as a text. */
final class Workbench {

  /** A Monday. */
  static final LocalDate TODAY = LocalDate.of(2026, 6, 1);

  final List<Material> materials = new ArrayList<>();
  final List<Component> components = new ArrayList<>();
  final List<Demand> demands = new ArrayList<>();
  final List<Supply> supplies = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private HolidayCalendar holidays = HolidayCalendar.NONE;
  private int period = 1;

  static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  Workbench holidays(HolidayCalendar calendar) {
    holidays = calendar;
    return this;
  }

  Workbench period(int days) {
    period = days;
    return this;
  }

  Workbench buy(
      String name, String stock, String safety, int lead, String minimum, String multiple) {
    return material(name, false, stock, safety, lead, minimum, multiple);
  }

  Workbench make(String name, String stock, int lead) {
    return material(name, true, stock, "0", lead, "0", "0");
  }

  private Workbench material(
      String name,
      boolean made,
      String stock,
      String safety,
      int lead,
      String minimum,
      String multiple) {
    names.add(name);
    materials.add(
        new Material(
            id(name),
            made,
            number(stock),
            number(safety),
            lead,
            number(minimum),
            number(multiple)));
    return this;
  }

  Workbench bill(String product, String part, String quantity, String scrap) {
    components.add(new Component(id(product), id(part), number(quantity), number(scrap)));
    return this;
  }

  /** An order of one line, so many days from today. */
  Workbench order(String order, String material, int day, String quantity) {
    names.add(order);
    demands.add(
        new Demand(
            id(order + "/" + material + day),
            id(order),
            id(material),
            TODAY.plusDays(day),
            number(quantity),
            number(quantity).multiply(BigDecimal.TEN),
            null));
    return this;
  }

  Workbench onTheWay(String purchase, String material, int day, String quantity) {
    names.add(purchase);
    supplies.add(
        new Supply(
            id(purchase), id(purchase), id(material), TODAY.plusDays(day), number(quantity), 0));
    return this;
  }

  Snapshot snapshot() {
    return new Snapshot(
        TODAY, new WorkCalendar(holidays), period, materials, components, demands, supplies);
  }

  Plan.Made plan() {
    return (Plan.Made) Planner.plan(snapshot());
  }

  /** Suggestions, a line each: {@code buy A 10 for 5, order by 3, from 3, there 5}. */
  String suggestions() {
    return plan().suggestions().stream()
        .map(each ->
            "%s %s %s for %d, order by %d, from %d, there %d"
                .formatted(
                    each.made() ? "make" : "buy",
                    name(each.material()),
                    each.quantity().stripTrailingZeros().toPlainString(),
                    day(each.needed()),
                    day(each.latest()),
                    day(each.start()),
                    day(each.arrives())))
        .collect(Collectors.joining("\n"));
  }

  /** Who gets what, a line each: {@code O1 4 of A from STOCK, late 0}. */
  String pegs() {
    return plan().pegs().stream()
        .map(each ->
            "%s %s of %s from %s, late %d"
                .formatted(
                    each.order() != null
                        ? name(each.order())
                        : each.to() == Peg.To.SAFETY ? "safety" : "#" + each.parent(),
                    each.quantity().stripTrailingZeros().toPlainString(),
                    name(each.material()),
                    switch (each.from()) {
                      case STOCK, SAFETY -> each.from().toString();
                      case SUPPLY -> name(java.util.Objects.requireNonNull(each.supply()));
                      case SUGGESTION -> "#" + each.suggestion();
                    },
                    each.late()))
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  String name(UUID id) {
    return names.stream().filter(each -> id(each).equals(id)).findFirst().orElse("?");
  }

  static long day(LocalDate day) {
    return java.time.temporal.ChronoUnit.DAYS.between(TODAY, day);
  }
}
