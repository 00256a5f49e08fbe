package io.xiaodan.planning.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sets what there is of one material against what is wanted of it, day by day, and suggests the
 * rest.
 *
 * <p>Who wants it first is served first: from free stock, then from what has arrived by then. Where
 * ordering now still helps, an order is suggested; where it does not, the safety stock is opened,
 * then what is on its way is waited for, and then what is ordered today. What books say is less
 * than nothing is made up first; the safety stock is made up again last.
 */
final class Netting {

  private final Material material;
  private final LocalDate today;
  private final LocalDate earliest;
  private final int period;
  private final WorkCalendar calendar;
  private final IntSupplier numbers;
  private final List<OnTheWay> supplies;
  private final Deque<Ordered> ordered = new ArrayDeque<>();
  private final List<Peg> pegs = new ArrayList<>();
  private BigDecimal free;
  private BigDecimal safety;

  Netting(Material material, List<Supply> supplies, Snapshot snapshot, IntSupplier numbers) {
    this.material = material;
    this.today = snapshot.today();
    this.calendar = snapshot.calendar();
    this.period = Math.max(1, snapshot.period());
    this.earliest = calendar.plus(today, material.lead());
    this.numbers = numbers;
    this.free = material.stock().subtract(material.safety()).max(BigDecimal.ZERO);
    this.safety = material.stock().min(material.safety()).max(BigDecimal.ZERO);
    this.supplies =
        supplies.stream()
            .map(each -> new OnTheWay(each, today))
            .sorted(
                Comparator.comparing((OnTheWay each) -> each.day)
                    .thenComparing(each -> each.supply.id()))
            .toList();
  }

  /** A line on its way, and how much of it nobody has yet. */
  private static final class OnTheWay {
    final Supply supply;
    final LocalDate day;
    BigDecimal left;

    OnTheWay(Supply supply, LocalDate today) {
      this.supply = supply;
      this.day = supply.day().isBefore(today) ? today : supply.day();
      this.left = supply.quantity();
    }
  }

  /** A suggestion that is still growing. */
  private final class Ordered {
    final int number = numbers.getAsInt();
    final LocalDate needed;
    final LocalDate latest;
    final LocalDate start;
    final LocalDate arrives;
    BigDecimal taken = BigDecimal.ZERO;
    BigDecimal left = BigDecimal.ZERO;

    Ordered(LocalDate needed) {
      this.needed = needed;
      LocalDate day = calendar.latest(needed, material.lead());
      this.start = day.isBefore(today) ? today : day;
      this.arrives = calendar.plus(start, material.lead());
      this.latest = arrives.isAfter(needed) ? day : start;
    }

    void take(BigDecimal part) {
      taken = taken.add(part);
      left = material.lots(taken).subtract(taken);
    }

    boolean covers(LocalDate day) {
      LocalDate from = arrives.isAfter(needed) ? arrives : needed;
      return day.isBefore(from.plusDays(period));
    }

    Suggestion done() {
      return new Suggestion(
          number,
          material.id(),
          material.made(),
          material.lots(taken),
          taken,
          needed,
          latest,
          start,
          arrives,
          material.lead());
    }
  }

  /** Serves all that is wanted. */
  void serve(List<Need> needs) {
    List<Need> opened = new ArrayList<>();
    if (material.stock().signum() < 0) {
      Need books = Need.safety(today, material.stock().negate());
      order(books, arrivedBy(books, earliest, books.quantity()), today);
    }
    for (Need need : needs.stream().sorted(Need.FIRST).toList()) {
      BigDecimal left = fromStock(need, need.quantity());
      left = arrivedBy(need, need.day(), left);
      if (need.day().isBefore(earliest)) {
        BigDecimal before = left;
        left = fromSafety(need, left);
        if (before.compareTo(left) > 0) {
          opened.add(Need.safety(need.day(), before.subtract(left)));
        }
        left = arrivedBy(need, earliest, left);
      }
      order(need, left, need.day());
    }
    restore(opened);
  }

  private void restore(List<Need> opened) {
    BigDecimal missing = material.safety().subtract(material.stock().max(BigDecimal.ZERO));
    if (missing.signum() > 0) {
      opened.addFirst(Need.safety(today, missing));
    }
    for (Need need : opened) {
      BigDecimal left = fromStock(need, need.quantity());
      left = arrivedBy(need, earliest.plusDays(period - 1L), left);
      order(need, left, earliest.isAfter(need.day()) ? earliest : need.day());
    }
  }

  private BigDecimal fromStock(Need need, BigDecimal wanted) {
    BigDecimal part = free.min(wanted);
    free = free.subtract(part);
    peg(need, Peg.From.STOCK, null, 0, today, part);
    return wanted.subtract(part);
  }

  private BigDecimal fromSafety(Need need, BigDecimal wanted) {
    BigDecimal part = safety.min(wanted);
    safety = safety.subtract(part);
    peg(need, Peg.From.SAFETY, null, 0, today, part);
    return wanted.subtract(part);
  }

  /** What will be there by a day and belongs to nobody, the earliest first. */
  private BigDecimal arrivedBy(Need need, LocalDate day, BigDecimal wanted) {
    BigDecimal left = wanted;
    for (OnTheWay each : supplies) {
      if (left.signum() == 0 || each.day.isAfter(day)) {
        break;
      }
      BigDecimal part = each.left.min(left);
      each.left = each.left.subtract(part);
      left = left.subtract(part);
      peg(need, Peg.From.SUPPLY, each.supply, 0, each.day, part);
    }
    for (Ordered each : ordered) {
      if (left.signum() == 0 || each.arrives.isAfter(day)) {
        break;
      }
      BigDecimal part = each.left.min(left);
      left = left.subtract(part);
      take(each, need, part);
    }
    return left;
  }

  /** What nothing covers is ordered: with the last order where that is near enough, or anew. */
  private void order(Need need, BigDecimal wanted, LocalDate day) {
    if (wanted.signum() == 0) {
      return;
    }
    Ordered near = need.to() == Peg.To.SAFETY ? ordered.peekFirst() : ordered.peekLast();
    if (near == null || !near.covers(day) || isAfter(near, day)) {
      near = new Ordered(day);
      if (need.to() == Peg.To.SAFETY) {
        ordered.addFirst(near);
      } else {
        ordered.addLast(near);
      }
    }
    take(near, need, wanted);
  }

  /** Whether an order comes later than an own one would have to. */
  private boolean isAfter(Ordered order, LocalDate day) {
    LocalDate own = day.isBefore(earliest) ? earliest : day;
    return order.arrives.isAfter(own.plusDays(period - 1L));
  }

  private void take(Ordered from, Need need, BigDecimal part) {
    from.take(part);
    peg(need, Peg.From.SUGGESTION, null, from.number, from.arrives, part);
  }

  private void peg(
      Need need,
      Peg.From from,
      @Nullable Supply supply,
      int suggestion,
      LocalDate there,
      BigDecimal part) {
    if (part.signum() > 0) {
      pegs.add(
          new Peg(
              material.id(),
              from,
              supply == null ? null : supply.id(),
              suggestion,
              need.to(),
              need.demand(),
              need.order(),
              need.parent(),
              need.parentSupply(),
              need.day(),
              there.isBefore(need.day()) ? need.day() : there,
              part,
              need.worth(part)));
    }
  }

  List<Peg> pegs() {
    return pegs;
  }

  List<Suggestion> suggestions() {
    return ordered.stream().map(Ordered::done).toList();
  }
}
