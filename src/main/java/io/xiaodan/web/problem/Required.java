package io.xiaodan.web.problem;

import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the properties that a body must have and lacks, to refuse them all at once. */
public final class Required {

  private final List<Violation> missing = new ArrayList<>();

  /** The text of a property; noted as missing, and empty, where it is absent or blank. */
  public String text(String property, @Nullable String value) {
    if (value == null || value.isBlank()) {
      missing.add(Violation.at(property, Message.of("value_missing")));
      return "";
    }
    return value;
  }

  /**
   * Refuses the request if anything was missing.
   *
   * @throws io.xiaodan.kernel.ProblemException INVALID with every missing property
   */
  public void check() {
    if (!missing.isEmpty()) {
      throw Problem.invalid(missing).exception();
    }
  }
}
