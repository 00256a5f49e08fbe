package io.xiaodan.planning.engine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which orders a suggestion is for, through everything that is made of it, and what becomes of them
 * when it comes later.
 */
public final class Ripple {

  /**
   * Something that comes at a day and is set aside for somebody.
   *
   * @param suggestion number; 0 for a line on its way
   * @param supply the line on its way; null for a suggestion
   */
  public record Source(int suggestion, @Nullable UUID supply) {}

  /** When something comes, how much of it, and how long it takes once its parts are there. */
  public record Coming(LocalDate arrives, BigDecimal quantity, int lead) {}

  /** A plan that is asked piece by piece. */
  public interface Pegging {

    /** What is set aside of a source. */
    List<Peg> of(Source source);

    /** When and how much. */
    Coming coming(Source source);
  }

  /**
   * An order that waits.
   *
   * @param quantity of the first material that is for it
   * @param needed the earliest day a line of it is wanted
   * @param late days by which it is late in the plan as it is
   * @param slips further days by which it slips
   * @param amount what its lines that wait are worth
   */
  public record Waiting(
      UUID order,
      BigDecimal quantity,
      LocalDate needed,
      long late,
      long slips,
      BigDecimal amount) {}

  private final Pegging plan;
  private final WorkCalendar calendar;
  private final Map<UUID, Waiting> orders = new LinkedHashMap<>();
  private final Map<Source, List<Peg>> reached = new HashMap<>();
  private final Deque<Source> sources = new ArrayDeque<>();
  private final Map<Source, BigDecimal> shares = new HashMap<>();
  private final Map<Source, LocalDate> arrivals = new HashMap<>();

  private Ripple(Pegging plan, WorkCalendar calendar) {
    this.plan = plan;
    this.calendar = calendar;
  }

  /**
   * The orders a source serves, those that slip most first.
   *
   * @param days by which it comes later than planned; 0 to ask only whom it serves
   */
  public static List<Waiting> of(Pegging plan, WorkCalendar calendar, Source source, int days) {
    Ripple ripple = new Ripple(plan, calendar);
    Coming from = plan.coming(source);
    ripple.shares.put(source, from.quantity());
    ripple.arrivals.put(source, from.arrives().plusDays(days));
    ripple.visit(source);
    ripple.sources.forEach(ripple::spread);
    return ripple.orders.values().stream()
        .sorted(
            Comparator.comparingLong(Waiting::slips)
                .reversed()
                .thenComparing(Waiting::needed)
                .thenComparing(Waiting::order))
        .toList();
  }

  /** Puts parts before what is made of them. */
  private void visit(Source source) {
    if (reached.containsKey(source)) {
      return;
    }
    List<Peg> pegs = plan.of(source);
    reached.put(source, pegs);
    for (Peg peg : pegs) {
      Source parent = parent(peg);
      if (parent != null) {
        visit(parent);
      }
    }
    sources.addFirst(source);
  }

  private static @Nullable Source parent(Peg peg) {
    return peg.parent() != 0
        ? new Source(peg.parent(), null)
        : peg.parentSupply() == null ? null : new Source(0, peg.parentSupply());
  }

  private void spread(Source source) {
    LocalDate there = Objects.requireNonNull(arrivals.get(source));
    for (Peg peg : Objects.requireNonNull(reached.get(source))) {
      BigDecimal share = share(source, peg.quantity());
      Source parent = parent(peg);
      if (parent != null) {
        Coming made = plan.coming(parent);
        LocalDate arrives =
            later(calendar.plus(later(there, peg.needed()), made.lead()), made.arrives());
        shares.merge(parent, share, BigDecimal::add);
        arrivals.merge(parent, arrives, Ripple::later);
      } else if (peg.to() == Peg.To.ORDER) {
        long late = ChronoUnit.DAYS.between(peg.needed(), later(there, peg.needed()));
        Waiting one =
            new Waiting(
                Objects.requireNonNull(peg.order()),
                share,
                peg.needed(),
                peg.late(),
                Math.max(0, late - peg.late()),
                peg.amount());
        orders.merge(one.order(), one, Ripple::together);
      }
    }
  }

  /** How much of the first material goes with a part of a source. */
  private BigDecimal share(Source source, BigDecimal part) {
    return Objects.requireNonNull(shares.get(source))
        .multiply(part)
        .divide(plan.coming(source).quantity(), 3, RoundingMode.HALF_UP);
  }

  private static LocalDate later(LocalDate a, LocalDate b) {
    return a.isAfter(b) ? a : b;
  }

  private static Waiting together(Waiting a, Waiting b) {
    return new Waiting(
        a.order(),
        a.quantity().add(b.quantity()),
        a.needed().isBefore(b.needed()) ? a.needed() : b.needed(),
        Math.max(a.late(), b.late()),
        Math.max(a.slips(), b.slips()),
        a.amount().add(b.amount()));
  }
}
