package io.xiaodan.ledger;

import io.xiaodan.access.Access;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Values;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.platform.SqlFragment;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Does a change of a record, looks at what became of balances, and takes everything back: what is
 * said of a change beforehand is what doing it really does.
 */
@Component
public class LedgerChanges {

  private final Access access;
  private final DimensionNames names;
  private final OneBalance balances;
  private final Records records;
  private final LedgerParticipant postings;
  private final JdbcTemplate database;
  private final Workspace workspace;
  private final JsonMapper json;
  private final Clock clock;
  private final TransactionTemplate part;

  LedgerChanges(
      Access access,
      DimensionNames names,
      OneBalance balances,
      Records records,
      LedgerParticipant postings,
      JdbcTemplate database,
      Workspace workspace,
      JsonMapper json,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.access = access;
    this.names = names;
    this.balances = balances;
    this.records = records;
    this.postings = postings;
    this.database = database;
    this.workspace = workspace;
    this.json = json;
    this.clock = clock;
    this.part = new TransactionTemplate(transactions);
    this.part.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
  }

  /** What was tried, and what was asked while nothing of the record was posted. */
  public record Tried<T>(LedgerEffects effects, T aside) {}

  /** What a record posts, before and after, by ledger. */
  private record Moved(Ledger ledger, List<Entry> before, List<Entry> after) {}

  /** An amount on a day; the same of one ledger add up. */
  private record Slot(Ledger ledger, String place, String account, LocalDate day) {}

  /**
   * Tries a change. Nothing of it stays, also within a transaction of the caller's.
   *
   * @param before the record as it is stored
   * @param after as it would become, as far as that is known
   * @param change does it, through the record door; what it throws is the refusal
   * @param aside asked when everything that the record itself posts is taken away
   */
  public <T> Tried<T> of(
      Caller caller, StoredRecord before, StoredRecord after, Runnable change, Supplier<T> aside) {
    Blueprint blueprint = caller.blueprint();
    Caller system = new Caller(blueprint, Actor.system(Origin.PROPOSAL));
    List<Moved> moved = moved(system, before, after);
    List<PostingTrials.Place> places = places(caller, moved);
    List<String> texts =
        places.stream()
            .map(place ->
                names.text(blueprint, place.ledger(), place.key(), caller.actor().language()))
            .toList();
    List<LedgerEffects.Day> days = days(caller, moved);
    return Objects.requireNonNull(
        part.execute(status -> {
          status.setRollbackOnly();
          List<Map<String, BigDecimal>> then = places.stream().map(this::figures).toList();
          ProblemException refusal = done(change);
          if (refusal != null) {
            part.executeWithoutResult(_ -> post(before, moved, true));
          }
          List<Map<String, BigDecimal>> now = places.stream().map(this::figures).toList();
          List<LedgerEffects.Balance> changed = new ArrayList<>();
          List<LedgerEffects.Warning> warnings = new ArrayList<>();
          for (int i = 0; i < places.size(); i++) {
            Ledger ledger = places.get(i).ledger();
            warnings.addAll(warnings(places.get(i), texts.get(i), now.get(i)));
            List<LedgerEffects.Figure> figures = figures(ledger, then.get(i), now.get(i));
            if (!figures.isEmpty() && access.seesLedger(blueprint, caller.actor(), ledger.key())) {
              changed.add(
                  new LedgerEffects.Balance(ledger.key(), ledger.label(), texts.get(i), figures));
            }
          }
          part.executeWithoutResult(_ -> post(before, moved, false));
          return new Tried<>(new LedgerEffects(changed, days, warnings, refusal), aside.get());
        }));
  }

  private @Nullable ProblemException done(Runnable change) {
    try {
      part.executeWithoutResult(_ -> change.run());
      return null;
    } catch (ProblemException e) {
      return e;
    }
  }

  private List<Moved> moved(Caller system, StoredRecord before, StoredRecord after) {
    Environment environment = Environment.of(clock.instant(), workspace.zone());
    Values then = records.values(system, before);
    Values now = records.values(system, after);
    return postings.index(system.blueprint()).of(before.form()).stream()
        .map(source ->
            new Moved(
                source.ledger(),
                entries(source, before, then, environment),
                entries(source, before, now, environment)))
        .toList();
  }

  private static List<Entry> entries(
      LedgerIndex.Source source, StoredRecord record, Values values, Environment environment) {
    return PostedEntries.of(source.ledger(), source.postings(), record.id(), values, environment)
        .entries();
  }

  private static List<PostingTrials.Place> places(Caller caller, List<Moved> moved) {
    Set<PostingTrials.Place> found = new LinkedHashSet<>();
    for (Moved each : moved) {
      Stream.concat(each.before().stream(), each.after().stream())
          .forEach(entry -> found.add(new PostingTrials.Place(each.ledger(), entry.dimensions())));
    }
    List<PostingTrials.Place> all = new ArrayList<>(found);
    for (int i = 0; i < all.size(); i++) {
      for (PostingTrials.Place next : PostingTrials.following(caller.blueprint(), all.get(i))) {
        if (found.add(next)) {
          all.add(next);
        }
      }
    }
    return all;
  }

  private List<LedgerEffects.Day> days(Caller caller, List<Moved> moved) {
    Map<Slot, BigDecimal> before = new LinkedHashMap<>();
    Map<Slot, BigDecimal> after = new LinkedHashMap<>();
    for (Moved each : moved) {
      if (access.seesLedger(caller.blueprint(), caller.actor(), each.ledger().key())) {
        each.before()
            .forEach(entry ->
                before.merge(
                    slot(caller, each.ledger(), entry), entry.quantity(), BigDecimal::add));
        each.after()
            .forEach(entry ->
                after.merge(slot(caller, each.ledger(), entry), entry.quantity(), BigDecimal::add));
      }
    }
    Set<Slot> slots = new LinkedHashSet<>(before.keySet());
    slots.addAll(after.keySet());
    List<LedgerEffects.Day> days = new ArrayList<>();
    for (Slot slot : slots) {
      BigDecimal was = before.getOrDefault(slot, BigDecimal.ZERO);
      BigDecimal is = after.getOrDefault(slot, BigDecimal.ZERO);
      if (was.compareTo(is) != 0) {
        days.add(
            new LedgerEffects.Day(
                slot.ledger().key(),
                slot.place(),
                slot.ledger().figureLabel(slot.account()),
                slot.day(),
                LimitRefusals.plain(was),
                LimitRefusals.plain(is)));
      }
    }
    return days;
  }

  private Slot slot(Caller caller, Ledger ledger, Entry entry) {
    String place =
        names.text(caller.blueprint(), ledger, entry.dimensions(), caller.actor().language());
    return new Slot(ledger, place, entry.account(), entry.day());
  }

  private Map<String, BigDecimal> figures(PostingTrials.Place place) {
    return balances.figures(place.ledger(), place.key());
  }

  private static List<LedgerEffects.Figure> figures(
      Ledger ledger, Map<String, BigDecimal> before, Map<String, BigDecimal> after) {
    List<LedgerEffects.Figure> figures = new ArrayList<>();
    PostingTrials.changed(before, after)
        .forEach((key, change) ->
            figures.add(
                new LedgerEffects.Figure(
                    key, ledger.figureLabel(key), change.before(), change.after())));
    return figures;
  }

  private List<LedgerEffects.Warning> warnings(
      PostingTrials.Place place, String text, Map<String, BigDecimal> figures) {
    Ledger ledger = place.ledger();
    List<LedgerEffects.Warning> warnings = new ArrayList<>();
    for (Limit limit : ledger.limits()) {
      Object left =
          limit.blocks()
              ? null
              : limit
                  .value()
                  .evaluate(figures::get, Environment.of(clock.instant(), workspace.zone()));
      if (left instanceof BigDecimal number && number.signum() < 0) {
        warnings.add(
            new LedgerEffects.Warning(
                ledger.key() + "/" + limit.key() + "/" + place.key().values(),
                text,
                limit.label(),
                LimitRefusals.plain(number)));
      }
    }
    return warnings;
  }

  /** Posts without a look at limits: what the record would post, or nothing of it. */
  private void post(StoredRecord record, List<Moved> moved, boolean after) {
    LedgerPost post =
        new LedgerPost(
            workspace, json, clock.instant().atZone(workspace.zone()).toLocalDate(), false);
    moved.forEach(each ->
        post.put(
            each.ledger().key(), record.form(), record.id(), after ? each.after() : List.of()));
    if (!post.isEmpty()) {
      SqlFragment call = post.call();
      database.query("SELECT " + call.sql(), row -> {}, call.binds().toArray());
    }
  }
}
