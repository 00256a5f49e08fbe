package io.xiaodan.web.people;

import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what requests about people say. */
final class Reading {

  private Reading() {}

  /**
   * An id that may be changed: absent keeps the present one, blank clears it.
   *
   * @throws io.xiaodan.kernel.ProblemException malformed for what is no id
   */
  static @Nullable UUID id(@Nullable String sent, @Nullable UUID present) {
    if (sent == null) {
      return present;
    }
    try {
      return sent.isBlank() ? null : UUID.fromString(sent.strip());
    } catch (IllegalArgumentException e) {
      throw Problem.of(ProblemKind.MALFORMED, "id_format", "value", sent).exception();
    }
  }
}
