package io.xiaodan.filter;

import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;

/** What is wrong with a filter, and where in it. */
final class Wrong {

  private Wrong() {}

  /**
   * @param place where in the tree, such as {@code filter.all[1].value}
   */
  static ProblemException at(String place, String code, Object... namesAndValues) {
    Object[] all = new Object[namesAndValues.length + 2];
    all[0] = "place";
    all[1] = place;
    System.arraycopy(namesAndValues, 0, all, 2, namesAndValues.length);
    return Problem.of(ProblemKind.MALFORMED, "record.filter", "reason", Message.of(code, all))
        .exception();
  }
}
