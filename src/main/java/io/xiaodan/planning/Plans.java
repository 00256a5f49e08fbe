package io.xiaodan.planning;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.planning.engine.Croston;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Plans of what to buy and make: made, looked at, and taken from. */
@Component
public class Plans {

  private final PlanningDesk desk;
  private final PlanRuns runs;
  private final PlanOverviews overviews;
  private final PlanReader reader;
  private final PlanTaking taking;
  private final Forecasts forecasts;

  Plans(
      PlanningDesk desk,
      PlanRuns runs,
      PlanOverviews overviews,
      PlanReader reader,
      PlanTaking taking,
      Forecasts forecasts) {
    this.desk = desk;
    this.runs = runs;
    this.overviews = overviews;
    this.reader = reader;
    this.taking = taking;
    this.forecasts = forecasts;
  }

  /**
   * The last plan.
   *
   * @param state {@code none}, {@code running}, {@code done} or {@code failed}
   * @param asOf the moment whose records it was made of; null without one
   * @param figures what came out, in numbers
   * @param problem why the newest run failed: its {@code code}, and what belongs to it; null when
   *     it did not
   * @param changed records changed since, by form
   * @param running how far a run is that is under way; null for none
   */
  public record Overview(
      @Nullable UUID run,
      String state,
      @Nullable Instant asOf,
      @Nullable LocalDate today,
      @Nullable JsonNode figures,
      @Nullable JsonNode problem,
      Map<String, Long> changed,
      @Nullable Running running) {}

  /** A run under way. */
  public record Running(UUID run, int done, int total) {}

  /** A record and its name. */
  public record Named(UUID id, String title) {}

  /**
   * A material of the plan.
   *
   * @param shortOn the first day without enough if nothing is ordered; null for none
   * @param suggestions how many there are for it
   */
  public record MaterialRow(
      UUID id,
      String title,
      String unit,
      boolean made,
      int level,
      @Nullable Named supplier,
      String stock,
      String safety,
      String demand,
      String supply,
      String suggested,
      @Nullable LocalDate shortOn,
      String shortage,
      int late,
      int suggestions) {}

  /** A page of materials. */
  public record Materials(List<MaterialRow> rows, long total) {}

  /** A material with its days, and what its past demand foretells. */
  public record MaterialView(
      MaterialRow row,
      int lead,
      String minimum,
      String multiple,
      JsonNode steps,
      List<SuggestionRow> suggestions,
      @Nullable Forecast forecast) {}

  /**
   * Demand of past weeks and what it foretells.
   *
   * @param weeks the first day of the first week
   * @param history demand by week, oldest first
   * @param croston null while there is too little
   */
  public record Forecast(
      LocalDate weeks, List<Double> history, Croston.@Nullable Forecast croston) {}

  /**
   * A suggestion.
   *
   * @param orders how many orders hang on it
   * @param amount what they are worth; null where it may not be seen
   * @param taken the record that was made of it; null while it waits
   */
  public record SuggestionRow(
      int number,
      UUID material,
      String title,
      String unit,
      boolean made,
      @Nullable Named supplier,
      String quantity,
      String wanted,
      LocalDate needed,
      LocalDate latest,
      LocalDate begins,
      LocalDate arrives,
      int orders,
      @Nullable String amount,
      int late,
      @Nullable Taken taken) {}

  /** The record that was made of a suggestion. */
  public record Taken(String form, UUID record) {}

  /** Which suggestions are looked for. */
  public record SuggestionQuery(
      @Nullable Boolean made, @Nullable UUID supplier, @Nullable LocalDate until, int limit) {}

  /** Suggestions, the most pressing first. */
  public record Suggestions(UUID run, List<SuggestionRow> rows, long total) {}

  /**
   * An order that a suggestion serves.
   *
   * @param record its name; null where it may not be seen
   * @param slips further days by which it slips in the case asked about
   */
  public record Served(
      @Nullable String form,
      @Nullable Named record,
      String quantity,
      LocalDate needed,
      long late,
      long slips,
      @Nullable String amount) {}

  /**
   * Whom a suggestion serves, and what becomes of them when it is late.
   *
   * @param days by which it is supposed to be late
   * @param slipping how many orders slip then
   * @param atStake what those are worth; null where it may not be seen
   */
  public record Pegging(
      SuggestionRow suggestion,
      int days,
      List<Served> orders,
      int slipping,
      @Nullable String atStake,
      String safety) {}

  /**
   * What is taken.
   *
   * @param merge whether what is for one material becomes one line, or one work order
   */
  public record Wish(UUID run, List<Integer> suggestions, boolean merge) {}

  /**
   * Records that were made.
   *
   * @param created those made now
   * @param already those that had been made before
   */
  public record Made(List<Written> created, List<Written> already) {}

  /** A record that was written. */
  public record Written(String form, UUID record, String title) {}

  /** What somebody finds here: the document, or nothing. */
  public List<Planning> seen(Blueprint blueprint, Actor actor) {
    return desk.seen(blueprint, actor);
  }

  /** Asks for a new plan; returns its run, or that of the one being made. */
  public UUID ask(Actor actor) {
    return runs.ask(desk.open(actor));
  }

  /** The last plan, and whether one is being made. */
  public Overview overview(Actor actor) {
    return overviews.of(desk.open(actor));
  }

  /**
   * Materials, those first that are short soonest.
   *
   * @param what {@code short}, {@code suggested} or {@code all}
   */
  public Materials materials(
      Actor actor, String what, @Nullable String search, int offset, int limit) {
    return reader.materials(desk.open(actor), what, search, offset, limit);
  }

  /**
   * One material.
   *
   * @throws ProblemException not found
   */
  public MaterialView material(Actor actor, UUID id) {
    PlanningDesk.Open open = desk.open(actor);
    MaterialView bare = reader.material(open, id);
    return new MaterialView(
        bare.row(),
        bare.lead(),
        bare.minimum(),
        bare.multiple(),
        bare.steps(),
        bare.suggestions(),
        forecasts.of(open, id));
  }

  /** Suggestions that wait or were taken, the most pressing first. */
  public Suggestions suggestions(Actor actor, SuggestionQuery query) {
    return reader.suggestions(desk.open(actor), query);
  }

  /**
   * Whom a suggestion serves.
   *
   * @param days by which it is supposed to be late
   * @throws ProblemException not found
   */
  public Pegging pegging(Actor actor, int number, int days) {
    return reader.pegging(desk.open(actor), number, days);
  }

  /**
   * Makes purchases and work orders of suggestions: all or none, each once, whoever asks how often.
   *
   * @throws ProblemException conflict where there is a newer plan; invalid where a supplier is
   *     missing; whatever the record door says
   */
  public Made take(Actor actor, Wish wish) {
    return taking.take(desk.open(actor), wish);
  }
}
