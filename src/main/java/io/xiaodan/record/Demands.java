package io.xiaodan.record;

import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Violation;
import java.util.List;
import java.util.Map;

/**
 * What whoever hands a change in asks of it besides the form, so that everything wrong is told at
 * once.
 *
 * @param broken what is wrong with it as it came
 * @param needed what is said of a field, or of line items, that is empty after the change, by key
 */
public record Demands(List<Violation> broken, Map<String, Message> needed) {

  /** Asks for nothing more than the form does. */
  public static final Demands NONE = new Demands(List.of(), Map.of());
}
