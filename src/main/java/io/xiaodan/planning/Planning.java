package io.xiaodan.planning;

import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.HolidayCalendar;
import io.xiaodan.form.Form;
import io.xiaodan.form.LineItems;
import io.xiaodan.kernel.Label;
import io.xiaodan.ledger.Ledger;
import io.xiaodan.planning.engine.WorkCalendar;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which forms and fields play which part in planning. Fields are named by their keys.
 *
 * @param roles who plans, besides administrators
 * @param days how far ahead demand counts
 * @param period days of demand for one material that one order covers
 * @param calendar days of planning besides those of the working calendar
 * @param history demand of the past, for forecasts; null for none
 */
public record Planning(
    String key,
    Label label,
    Set<String> roles,
    int days,
    int period,
    HolidayCalendar calendar,
    Materials materials,
    Stock stock,
    List<Source> demands,
    List<Source> supplies,
    @Nullable Bills bills,
    Buy buy,
    @Nullable Make make,
    @Nullable Source history) {

  /** Where compiled documents stand in the blueprint. */
  public static final ArtifactType<Planning> TYPE = new ArtifactType<>("planning", Planning.class);

  /** When people work: the working calendar of the installation with what planning adds to it. */
  WorkCalendar workCalendar() {
    return new WorkCalendar(HolidayCalendar.installed().and(calendar));
  }

  @Override
  public String toString() {
    return "Planning[" + key + "]";
  }

  /** What is planned. */
  record Materials(
      Form form,
      @Nullable Formula when,
      @Nullable Formula made,
      @Nullable String safety,
      @Nullable String lead,
      @Nullable String minimum,
      @Nullable String multiple,
      @Nullable String supplier,
      @Nullable String unit) {}

  /** How much there is: a figure of a ledger, by the dimension that names the material. */
  record Stock(Ledger ledger, String figure, String by) {}

  /**
   * Quantities of materials on days.
   *
   * @param lines where they stand in line items; null for the head
   * @param amount what a line is worth; null for nothing
   * @param begin when what is on its way was begun; null where it has no parts
   * @param parts whether the quantities are parts of what is made in the same record
   * @param done how much of them has been fulfilled; null where only conditions tell
   */
  record Source(
      String key,
      Form form,
      @Nullable LineItems lines,
      @Nullable Formula when,
      String material,
      String quantity,
      Formula date,
      @Nullable String amount,
      @Nullable String begin,
      boolean parts,
      @Nullable Done done) {}

  /** A figure of a ledger by the record and the material. */
  record Done(Ledger ledger, String figure, String record, String material) {}

  /**
   * Bills of materials.
   *
   * @param size field that says how many products the lines are for; null for one
   * @param since field of the day it holds from; of several the latest holds
   */
  record Bills(
      Form form,
      @Nullable Formula when,
      String product,
      @Nullable String size,
      @Nullable String since,
      LineItems lines,
      String part,
      String quantity,
      @Nullable String scrap) {}

  /**
   * Where purchases are written.
   *
   * @param set what else is written, by field of the head; the formulas see nothing
   */
  record Buy(
      Form form,
      String supplier,
      @Nullable String expected,
      LineItems lines,
      String material,
      String quantity,
      @Nullable String date,
      Map<String, Formula> set) {}

  /** Where work orders are written, with the parts they take. */
  record Make(
      Form form,
      String material,
      String quantity,
      @Nullable String begin,
      @Nullable String date,
      @Nullable LineItems lines,
      @Nullable String part,
      @Nullable String needed,
      Map<String, Formula> set) {}
}
