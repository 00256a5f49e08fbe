package io.xiaodan.ledger;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Environment;
import io.xiaodan.form.Form;
import io.xiaodan.form.LiveField;
import io.xiaodan.identity.Actor;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.ReferencedRecord;
import io.xiaodan.record.References;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What can be promised of lines that are being typed, and when. */
@Component
public class Promises {

  private static final int MOST_PLACES = 20;

  private final Foresight foresight;
  private final SoftHolds holds;
  private final Holders holders;
  private final References references;
  private final DimensionNames names;
  private final JdbcTemplate database;
  private final Workspace workspace;
  private final Clock clock;

  Promises(
      Foresight foresight,
      SoftHolds holds,
      Holders holders,
      References references,
      DimensionNames names,
      JdbcTemplate database,
      Workspace workspace,
      Clock clock) {
    this.foresight = foresight;
    this.holds = holds;
    this.holders = holders;
    this.references = references;
    this.names = names;
    this.database = database;
    this.workspace = workspace;
    this.clock = clock;
  }

  /**
   * One line.
   *
   * @param row a name for it
   * @param place the value of each dimension
   * @param wanted the day it is wanted; null for as soon as possible
   */
  public record Line(
      String row, Map<String, String> place, BigDecimal quantity, @Nullable LocalDate wanted) {}

  /**
   * What can be promised. Lines of the same goods are served in their order, each from what those
   * before it leave.
   *
   * @param destination what decides about the days on the way; null for the usual
   * @param session one form that is being typed, whose holds are renewed; null to hold nothing
   */
  public List<PromiseOffer> offer(
      Blueprint blueprint,
      Actor actor,
      LiveField.Promise field,
      List<Line> lines,
      @Nullable String destination,
      @Nullable UUID session) {
    Ledger ledger = blueprint.find(Ledger.TYPE, field.ledger()).orElseThrow();
    Round round = new Round(blueprint, actor, ledger, destination, session);
    List<PromiseOffer> offers = lines.stream().map(round::offer).toList();
    if (session != null && ledger.promise().hold() > 0) {
      holds.replace(
          session,
          ledger.key(),
          actor.personId(),
          Duration.ofMinutes(ledger.promise().hold()),
          round.taken);
    }
    return offers;
  }

  /** Gives back at once what a form held. */
  public void release(LiveField.Promise field, UUID session) {
    holds.release(session, field.ledger());
  }

  /** All lines of one form. */
  private final class Round {
    private final Blueprint blueprint;
    private final Caller caller;
    private final Ledger ledger;
    private final Limit limit;
    private final int transit;
    private final @Nullable UUID session;
    private final LocalDateTime now;
    private final Environment environment;
    private final Map<Map<String, String>, BigDecimal> before = new LinkedHashMap<>();
    private final List<SoftHolds.Hold> taken = new ArrayList<>();

    Round(
        Blueprint blueprint,
        Actor actor,
        Ledger ledger,
        @Nullable String destination,
        @Nullable UUID session) {
      this.blueprint = blueprint;
      this.caller = new Caller(blueprint, actor);
      this.ledger = ledger;
      this.limit = ledger.limits().stream().filter(Limit::everyDay).findFirst().orElseThrow();
      Map<String, Integer> days = ledger.promise().transit();
      this.transit =
          days.getOrDefault(destination == null ? "" : destination, days.getOrDefault("", 0));
      this.session = session;
      this.environment = Environment.of(clock.instant(), workspace.zone());
      this.now = clock.instant().atZone(workspace.zone()).toLocalDateTime();
    }

    PromiseOffer offer(Line line) {
      BigDecimal held = holds.byOthers(session, ledger.key(), line.place());
      PromiseDates dates = dates(line.place(), line.quantity(), held);
      before.merge(line.place(), line.quantity(), BigDecimal::add);
      if (line.quantity().signum() > 0) {
        LocalDate day = dates.ready() == null ? now.toLocalDate() : dates.ready();
        taken.add(new SoftHolds.Hold(line.place(), line.quantity(), day));
      }
      boolean isShort = dates.free().compareTo(line.quantity()) < 0;
      LocalDate arrives = dates.arrives();
      boolean late = line.wanted() != null && (arrives == null || arrives.isAfter(line.wanted()));
      return new PromiseOffer(
          line.row(),
          LimitRefusals.plain(dates.free()),
          LimitRefusals.plain(held),
          dates.ships(),
          arrives,
          late,
          dates.parts(),
          LimitRefusals.plain(dates.missing()),
          dates.reasons().stream().map(each -> each.name().toLowerCase(Locale.ROOT)).toList(),
          isShort ? elsewhere(line, dates.ships()) : List.of(),
          isShort ? holders.of(caller, ledger, limit, line.place()) : List.of(),
          isShort && ledger.promise().yields() != null);
    }

    private PromiseDates dates(Map<String, String> place, BigDecimal quantity, BigDecimal held) {
      PromiseTerms terms = ledger.promise();
      BigDecimal safety = number(terms.safety(), place);
      BigDecimal lead = number(terms.lead(), place);
      BigDecimal mine = before.getOrDefault(place, BigDecimal.ZERO);
      return PromiseDates.of(
          new PromiseDates.Question(
              foresight.steps(ledger, limit.value(), place, now.toLocalDate()),
              quantity,
              safety == null ? BigDecimal.ZERO : safety,
              held.add(mine),
              lead == null ? null : lead.intValue(),
              transit,
              now,
              terms,
              environment.holidays()));
    }

    private @Nullable BigDecimal number(
        PromiseTerms.@Nullable Source source, Map<String, String> place) {
      String id = source == null ? null : place.get(source.dimension());
      if (source == null || id == null) {
        return null;
      }
      Dimension dimension = Objects.requireNonNull(ledger.dimensions().get(source.dimension()));
      Form form = blueprint.find(Form.TYPE, Objects.requireNonNull(dimension.form())).orElseThrow();
      ReferencedRecord record = references.find(blueprint, form, UUID.fromString(id));
      return record != null && record.values().get(source.field()) instanceof BigDecimal number
          ? number
          : null;
    }

    /** Other places that could do all of it earlier, the earliest first. */
    private List<PromiseOffer.Elsewhere> elsewhere(Line line, @Nullable LocalDate than) {
      String key = ledger.promise().elsewhere();
      if (key == null) {
        return List.of();
      }
      List<PromiseOffer.Elsewhere> found = new ArrayList<>();
      Dimension dimension = Objects.requireNonNull(ledger.dimensions().get(key));
      for (String value : others(key, dimension, line.place())) {
        Map<String, String> place = new LinkedHashMap<>(line.place());
        place.put(key, value);
        BigDecimal held = holds.byOthers(session, ledger.key(), place);
        PromiseDates dates = dates(place, line.quantity(), held);
        boolean fromStock = !dates.reasons().contains(PromiseDates.Reason.LEAD);
        if (dates.ships() != null && fromStock && (than == null || dates.ships().isBefore(than))) {
          String name =
              names.names(blueprint, dimension, List.of(value)).getOrDefault(value, value);
          found.add(
              new PromiseOffer.Elsewhere(
                  key, value, name, LimitRefusals.plain(dates.free()), dates.ships()));
        }
      }
      found.sort(java.util.Comparator.comparing(PromiseOffer.Elsewhere::ships));
      return found;
    }

    private List<String> others(String key, Dimension dimension, Map<String, String> place) {
      List<String> where = new ArrayList<>();
      List<@Nullable Object> binds = new ArrayList<>();
      ledger
          .dimensions()
          .values()
          .forEach(each -> {
            boolean other = each.key().equals(key);
            where.add(
                "b.%s %s ?::%s"
                    .formatted(
                        Workspace.quote(each.key()), other ? "<>" : "=", each.kind().column()));
            binds.add(place.get(each.key()));
          });
      return database.query(
          "SELECT b.%1$s::text FROM %2$s b WHERE %3$s ORDER BY b.%1$s LIMIT %4$d"
              .formatted(
                  Workspace.quote(dimension.key()),
                  workspace.table(ledger.table()),
                  String.join(" AND ", where),
                  MOST_PLACES),
          (row, number) -> Objects.requireNonNull(row.getString(1)),
          binds.toArray());
    }
  }
}
