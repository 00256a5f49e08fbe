package io.xiaodan.form;

import io.xiaodan.expression.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a value is proposed from: the best of the records of another form whose fields fit this
 * record. Of several that fit, one that names more of the optional parts wins, earlier parts first;
 * then the highest step, the latest beginning, the newest.
 *
 * @param form key of the other form
 * @param value its field that is proposed
 * @param source field beside this one that keeps the name of the record the value came from; null
 *     for none
 */
public record Match(String form, String value, @Nullable String source, List<Part> parts) {

  /**
   * What has to fit.
   *
   * @param field of the other form
   * @param path what it is compared with here
   * @param optional whether an empty field fits everything
   */
  public record Part(String field, Path path, Kind kind, boolean optional) {}

  /** How a field fits. */
  public enum Kind {
    /** It is the same. */
    IS,
    /** It is not above; empty fits. */
    UP_TO,
    /** It is a day not later; empty fits. */
    SINCE,
    /** It is a day not earlier; empty fits. */
    UNTIL
  }
}
