package io.xiaodan.access;

import java.util.Map;
import java.util.Objects;

/**
 * What one role may do with one form.
 *
 * @param rows the rows each action reaches; complete
 * @param create whether records may be made
 * @param imports whether records may be imported
 * @param exports whether records may be exported
 * @param shares whether views may be shared with others
 * @param fields the fields that are not simply editable
 */
public record FormRights(
    Map<FormAction, RowScope> rows,
    boolean create,
    boolean imports,
    boolean exports,
    boolean shares,
    Map<String, FieldAccess> fields) {

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
          Map.of());

  /** The rows an action reaches. */
  RowScope rows(FormAction action) {
    return Objects.requireNonNull(rows.get(action));
  }

  /** What may be done with a field. */
  FieldAccess field(String key) {
    return fields.getOrDefault(key, FieldAccess.EDIT);
  }
}
