package io.xiaodan.planning.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Carries what comes too late from parts to what is made of them: nothing can be begun before its
 * parts are there. Everything else about a plan stays as it is.
 */
final class Delays {

  private final WorkCalendar calendar;
  private final Map<Integer, Suggestion> suggestions = new HashMap<>();
  private final Map<UUID, LocalDate> supplies = new HashMap<>();
  private final Map<UUID, Supply> lines = new HashMap<>();

  Delays(WorkCalendar calendar, List<Suggestion> suggestions, List<Supply> supplies) {
    this.calendar = calendar;
    suggestions.forEach(each -> this.suggestions.put(each.number(), each));
    supplies.forEach(each -> {
      this.supplies.put(each.id(), each.day());
      lines.put(each.id(), each);
    });
  }

  /**
   * The pegs with the days on which things really come.
   *
   * @param byLevel pegs of materials, the deepest parts first
   */
  List<Peg> carry(List<Peg> byLevel) {
    List<Peg> carried = new ArrayList<>(byLevel.size());
    for (Peg peg : byLevel) {
      Peg real = peg.arriving(arrival(peg));
      carried.add(real);
      if (real.parent() != 0 && real.late() > 0) {
        suggestions.computeIfPresent(real.parent(), (key, each) -> begun(each, real.arrives()));
      } else if (real.parentSupply() != null && real.late() > 0) {
        Supply of = lines.get(real.parentSupply());
        if (of != null) {
          LocalDate day = calendar.plus(real.arrives(), of.lead());
          supplies.merge(of.id(), day, (a, b) -> a.isAfter(b) ? a : b);
        }
      }
    }
    return carried;
  }

  private LocalDate arrival(Peg peg) {
    LocalDate there =
        switch (peg.from()) {
          case STOCK, SAFETY -> peg.arrives();
          case SUPPLY -> Objects.requireNonNull(supplies.get(Objects.requireNonNull(peg.supply())));
          case SUGGESTION -> Objects.requireNonNull(suggestions.get(peg.suggestion())).arrives();
        };
    return there.isBefore(peg.arrives()) ? peg.arrives() : there;
  }

  private Suggestion begun(Suggestion of, LocalDate parts) {
    if (!parts.isAfter(of.start())) {
      return of;
    }
    LocalDate arrives = calendar.plus(parts, of.lead());
    return new Suggestion(
        of.number(),
        of.material(),
        of.made(),
        of.quantity(),
        of.wanted(),
        of.needed(),
        of.latest(),
        parts,
        arrives.isAfter(of.arrives()) ? arrives : of.arrives(),
        of.lead());
  }

  List<Suggestion> suggestions() {
    return suggestions.values().stream()
        .sorted(Comparator.comparingInt(Suggestion::number))
        .toList();
  }

  Map<UUID, LocalDate> supplies() {
    return supplies;
  }
}
