package io.xiaodan.tracking;

import io.xiaodan.action.Who;
import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.expression.Formula;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.kernel.Label;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What customers see of the records of one form.
 *
 * @param form whose records are tracked
 * @param when which records have links; null for all
 * @param roles who may make and stop links; empty for everybody who sees the record
 * @param days how long a link works; null for ever
 * @param search where service looks for a scrap
 * @param shown fields of the record; {@code lines.product} for a column
 */
public record Tracking(
    String key,
    Label label,
    Form form,
    Wording title,
    @Nullable Wording intro,
    @Nullable Wording contact,
    @Nullable Formula when,
    Set<String> roles,
    @Nullable Integer days,
    List<SearchIn> search,
    List<Stage> stages,
    List<Announcement> notices,
    List<Expectation> expected,
    List<String> shown,
    @Nullable Deliveries deliveries,
    List<Paper> documents,
    @Nullable Ask urge,
    @Nullable Ask message) {

  /** Where compiled documents stand in the blueprint. */
  public static final ArtifactType<Tracking> TYPE = new ArtifactType<>("tracking", Tracking.class);

  @Override
  public String toString() {
    return "Tracking[" + key + "]";
  }

  /**
   * A form service looks into.
   *
   * @param by its field that leads to a tracked record; null where there is none
   * @param reverse the tracked form's field that leads to it; null where there is none
   */
  record SearchIn(String form, @Nullable String by, @Nullable String reverse) {}

  /**
   * A step of the way.
   *
   * @param at when it was reached; null where history tells
   */
  record Stage(String key, Label label, Formula when, @Nullable Formula at) {}

  /**
   * What is said while it holds.
   *
   * @param level {@code info}, {@code warning} or {@code error}
   * @param ends whether nothing more is expected
   */
  record Announcement(String key, Formula when, Wording text, String level, boolean ends) {}

  /** When the next thing happens, and why then. */
  record Expectation(
      String key, @Nullable Formula when, @Nullable Formula date, Wording reason) {}

  /**
   * The deliveries of a record.
   *
   * @param by their field that leads to the record
   * @param state field that follows what the carrier says; null for none
   * @param connection to the service that is asked; null for nobody
   */
  record Deliveries(
      Form form,
      FormField by,
      @Nullable Formula when,
      List<String> shown,
      @Nullable String carrier,
      @Nullable String number,
      @Nullable String phone,
      @Nullable FormField state,
      @Nullable String connection,
      @Nullable Sign sign) {}

  /**
   * Signing for a delivery.
   *
   * @param when which deliveries wait for it
   * @param signature field of the picture
   * @param at field of the moment; null for none
   * @param set what else is written
   */
  record Sign(
      Formula when, String signature, String name, @Nullable String at, Map<FormField, Formula> set) {}

  /**
   * A document to download.
   *
   * @param print template; null for files of a field
   * @param delivery whether it is printed for each delivery
   * @param field of attachments; null for a template
   */
  record Paper(
      String key,
      Label label,
      @Nullable String print,
      boolean delivery,
      @Nullable String field,
      @Nullable Formula when) {}

  /**
   * What customers may ask for; it becomes a to-do.
   *
   * @param every minutes between two
   */
  record Ask(@Nullable Formula when, int every, Wording title, Who who) {}
}
