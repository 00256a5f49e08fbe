package io.xiaodan.access;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What one role may do with one form.
 *
 * @param rows the rows each action reaches; complete
 * @param create whether records may be made
 * @param imports whether records may be imported
 * @param exports whether records may be exported
 * @param shares whether views may be shared with others
 * @param purges whether records in the recycle bin may be removed for good
 * @param prints whether records may be printed
 * @param fields the fields that are not simply editable
 * @param masked fields of which only a part of the value is shown; hidden in {@code fields}, so
 *     that whoever does not know of masks shows nothing
 * @param reveals masked fields whose value may be asked for one by one, which is written down
 */
public record FormRights(
    Map<FormAction, RowScope> rows,
    boolean create,
    boolean imports,
    boolean exports,
    boolean shares,
    boolean purges,
    boolean prints,
    Map<String, FieldAccess> fields,
    Set<String> masked,
    Set<String> reveals) {

  /** Everything, for those who build. */
  static final FormRights FULL =
      new FormRights(
          Map.of(
              FormAction.VIEW, new RowScope.All(),
              FormAction.EDIT, new RowScope.All(),
              FormAction.DELETE, new RowScope.All()),
          true,
          true,
          true,
          true,
          true,
          true,
          Map.of(),
          Set.of(),
          Set.of());

  /** Reading everything and doing nothing, for what nobody writes. */
  static final FormRights READ =
      new FormRights(
          Map.of(
              FormAction.VIEW, new RowScope.All(),
              FormAction.EDIT, new RowScope.None(),
              FormAction.DELETE, new RowScope.None()),
          false,
          false,
          true,
          false,
          false,
          false,
          Map.of(),
          Set.of(),
          Set.of());

  /** The rows an action reaches. */
  RowScope rows(FormAction action) {
    return Objects.requireNonNull(rows.get(action));
  }

  /** What may be done with a field. */
  FieldAccess field(String key) {
    return fields.getOrDefault(key, FieldAccess.EDIT);
  }
}
