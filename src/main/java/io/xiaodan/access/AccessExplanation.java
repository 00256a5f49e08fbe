package io.xiaodan.access;

import io.xiaodan.kernel.Label;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody may or may not do something with one record.
 *
 * @param builds whether they may do everything because a role of theirs builds
 * @param may what comes out, by action
 * @param roles what each of their roles says
 * @param fields what comes out for each field and line items, in the form's order
 */
public record AccessExplanation(
    boolean builds,
    Map<FormAction, Boolean> may,
    List<RoleSays> roles,
    Map<String, FieldSays> fields) {

  /**
   * What one role says.
   *
   * @param label its name; the key's text for a role that is no longer there
   * @param speaksOfForm whether it names the form at all
   * @param actions how far each action reaches and whether it reaches this record
   */
  public record RoleSays(
      String key, Label label, boolean speaksOfForm, Map<FormAction, ScopeSays> actions) {}

  /**
   * How far an action reaches.
   *
   * @param scope {@code all}, {@code mine}, {@code none}, {@code department}, {@code
   *     department_and_below}, {@code subordinates} or {@code formula}
   * @param formula the formula's text; null for the others
   * @param of the fields that name a person or department; null where that is not asked
   * @param reaches whether the record is among them
   */
  public record ScopeSays(
      String scope, @Nullable String formula, @Nullable List<String> of, boolean reaches) {

    static ScopeSays of(String scope, boolean reaches) {
      return new ScopeSays(scope, null, null, reaches);
    }

    static ScopeSays of(RowScope.Team team, boolean reaches) {
      return new ScopeSays(
          team.reach().name().toLowerCase(Locale.ROOT),
          null,
          Stream.concat(team.people().stream(), team.departments().stream()).toList(),
          reaches);
    }
  }

  /**
   * What may be done with a field.
   *
   * @param access {@code hidden}, {@code masked}, {@code read} or {@code edit}
   * @param by keys of the roles that allow just that; none for hidden
   * @param says what each role that speaks of the form says by itself: {@code edit}, {@code read},
   *     {@code read_row} (the field may be edited, but not in this record), {@code masked}, {@code
   *     hidden}, or {@code unreached} (the role does not show this record)
   * @param task whether the roles allow more, and what waits for the person takes it away
   */
  public record FieldSays(String access, List<String> by, Map<String, String> says, boolean task) {}
}
