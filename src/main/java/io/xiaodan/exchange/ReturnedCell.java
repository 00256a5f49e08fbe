package io.xiaodan.exchange;

import io.xiaodan.kernel.Label;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A cell that came back changed.
 *
 * @param field key of the field
 * @param base what it said when it was exported
 * @param mine what it says in the sheet
 * @param theirs what it would say if it were exported now
 * @param conflict whether somebody else has changed it too, to something else
 * @param value as the record door takes it; null empties the field
 * @param take whether the sheet's value is taken over
 * @param problem why it cannot be; null when it can
 */
public record ReturnedCell(
    String field,
    String base,
    String mine,
    String theirs,
    boolean conflict,
    @Nullable JsonNode value,
    boolean take,
    @Nullable Label problem) {

  ReturnedCell taken(boolean now) {
    return new ReturnedCell(field, base, mine, theirs, conflict, value, now, problem);
  }
}
