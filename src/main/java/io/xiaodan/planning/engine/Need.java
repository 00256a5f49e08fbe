package io.xiaodan.planning.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that is wanted of one material: a line, or a part for a suggestion. */
record Need(
    Peg.To to,
    @Nullable UUID demand,
    @Nullable UUID order,
    int parent,
    @Nullable UUID parentSupply,
    LocalDate day,
    BigDecimal quantity,
    BigDecimal amount) {

  /** The earlier first; then what customers wait for; then by ids, so that chance has no say. */
  static final Comparator<Need> FIRST =
      Comparator.comparing(Need::day)
          .thenComparing(need -> need.to() == Peg.To.ORDER ? 0 : 1)
          .thenComparing(Need::order, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(Need::demand, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparingInt(Need::parent);

  static Need of(Demand demand, LocalDate today) {
    LocalDate day = demand.day().isBefore(today) ? today : demand.day();
    return new Need(
        demand.supply() == null ? Peg.To.ORDER : Peg.To.COMPONENT,
        demand.id(),
        demand.order(),
        0,
        demand.supply(),
        day,
        demand.quantity(),
        demand.amount());
  }

  static Need part(Suggestion of, BigDecimal quantity) {
    return new Need(
        Peg.To.COMPONENT, null, null, of.number(), null, of.start(), quantity, BigDecimal.ZERO);
  }

  static Need safety(LocalDate day, BigDecimal quantity) {
    return new Need(Peg.To.SAFETY, null, null, 0, null, day, quantity, BigDecimal.ZERO);
  }

  /** What a part of the quantity is worth. */
  BigDecimal worth(BigDecimal part) {
    return part.compareTo(quantity) == 0
        ? amount
        : amount.multiply(part).divide(quantity, 2, java.math.RoundingMode.HALF_UP);
  }
}
