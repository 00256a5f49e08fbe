package io.xiaodan.ledger;

import io.xiaodan.expression.HolidayCalendar;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From what is foreseen to dates that hold: stock less what is kept back, then buying or making,
 * then the hour of the day, working days and the way there. Pure, and so testable by vectors.
 *
 * @param free what can be promised for today
 * @param ready the first day on which all of it is there, from stock and what is expected or made
 *     anew; null for none
 * @param ships the day it can leave; null for none
 * @param arrives the day it arrives; null for none
 * @param parts the best split over days, each the day it can leave
 * @param missing how much no day is known for
 * @param reasons what binds, the strongest first
 */
record PromiseDates(
    BigDecimal free,
    @Nullable LocalDate ready,
    @Nullable LocalDate ships,
    @Nullable LocalDate arrives,
    List<Promise.Part> parts,
    BigDecimal missing,
    List<Reason> reasons) {

  /** What keeps it from being earlier. */
  enum Reason {
    /** It is there. */
    IN_STOCK,
    /** It waits for what is expected. */
    INCOMING,
    /** It is there, but what others were promised later needs it. */
    PROMISED_LATER,
    /** It would be earlier without what is kept back as safety. */
    SAFETY,
    /** Somebody else is typing an order for it. */
    HELD,
    /** It has to be bought or made. */
    LEAD,
    /** It is too late for today. */
    CUTOFF,
    /** Nobody works on the day. */
    CALENDAR,
    /** The way there. */
    TRANSIT,
    /** No day is known. */
    NONE
  }

  /**
   * What is asked.
   *
   * @param steps the foreseen amount from each day on, the first today's
   * @param held what others hold softly
   * @param lead days it takes to buy or make; null where it is not known
   * @param transit days on the way
   */
  record Question(
      List<Foresight.Step> steps,
      BigDecimal quantity,
      BigDecimal safety,
      BigDecimal held,
      @Nullable Integer lead,
      int transit,
      LocalDateTime now,
      PromiseTerms terms,
      HolidayCalendar calendar) {}

  static PromiseDates of(Question asked) {
    List<Reason> reasons = new ArrayList<>();
    Promise promise = promise(asked, asked.safety(), asked.held());
    LocalDate today = asked.now().toLocalDate();
    LocalDate ready = promise.earliest();
    List<Promise.Part> parts = new ArrayList<>(promise.parts());
    BigDecimal missing = new BigDecimal(promise.missing());
    if (missing.signum() > 0 && asked.lead() != null) {
      ready = today.plusDays(asked.lead());
      for (Promise.Part part : parts) {
        ready = part.day().isAfter(ready) ? part.day() : ready;
      }
      parts.add(new Promise.Part(today.plusDays(asked.lead()), promise.missing()));
      missing = BigDecimal.ZERO;
      reasons.add(Reason.LEAD);
    }
    reasons.addAll(stock(asked, promise, today));
    LocalDate ships = ready == null ? null : leaves(asked, ready, reasons);
    LocalDate arrives = ships == null ? null : ships.plusDays(asked.transit());
    if (arrives != null && asked.transit() > 0) {
      reasons.add(Reason.TRANSIT);
    }
    List<Promise.Part> leaving =
        parts.stream()
            .map(part ->
                new Promise.Part(leaves(asked, part.day(), new ArrayList<>()), part.quantity()))
            .toList();
    return new PromiseDates(
        new BigDecimal(promise.today()), ready, ships, arrives, leaving, missing, reasons);
  }

  private static Promise promise(Question asked, BigDecimal safety, BigDecimal held) {
    return Promise.of(asked.steps(), asked.quantity(), safety.add(held));
  }

  /** Why stock and what is expected give no earlier day. */
  private static List<Reason> stock(Question asked, Promise promise, LocalDate today) {
    LocalDate earliest = promise.earliest();
    if (today.equals(earliest)) {
      return List.of(Reason.IN_STOCK);
    }
    List<Reason> reasons = new ArrayList<>();
    if (earlier(promise(asked, asked.safety(), BigDecimal.ZERO), earliest)) {
      reasons.add(Reason.HELD);
    }
    if (earlier(promise(asked, BigDecimal.ZERO, asked.held()), earliest)) {
      reasons.add(Reason.SAFETY);
    }
    BigDecimal now = asked.steps().isEmpty() ? BigDecimal.ZERO : asked.steps().getFirst().amount();
    boolean there =
        now.subtract(asked.safety()).subtract(asked.held()).compareTo(asked.quantity()) >= 0;
    if (there) {
      reasons.add(Reason.PROMISED_LATER);
    } else if (earliest != null) {
      reasons.add(Reason.INCOMING);
    } else if (asked.lead() == null) {
      reasons.add(Reason.NONE);
    }
    return reasons;
  }

  private static boolean earlier(Promise other, @Nullable LocalDate than) {
    LocalDate day = other.earliest();
    return day != null && (than == null || day.isBefore(than));
  }

  /** The first day from which it can leave, and what moves it there. */
  private static LocalDate leaves(Question asked, LocalDate ready, List<Reason> reasons) {
    PromiseTerms terms = asked.terms();
    LocalDate today = asked.now().toLocalDate();
    LocalDate day = ready;
    boolean works = !terms.working() || asked.calendar().isWorkingDay(day);
    if (day.equals(today)
        && works
        && terms.cutoff() != null
        && !asked.now().toLocalTime().isBefore(terms.cutoff())) {
      day = day.plusDays(1);
      reasons.add(Reason.CUTOFF);
    }
    if (terms.working() && !asked.calendar().isWorkingDay(day)) {
      reasons.add(Reason.CALENDAR);
      while (!asked.calendar().isWorkingDay(day)) {
        day = day.plusDays(1);
      }
    }
    return day;
  }
}
