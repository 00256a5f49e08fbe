package io.xiaodan.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that always has to be true of a workspace's data, and can be looked at any time. */
public interface Invariant {

  /**
   * What was found about one subject.
   *
   * @param subject {@code form/orders} for a form, or the name of a part such as {@code flows}
   * @param invariant its name for texts
   * @param compared how many were looked at
   * @param offenders how many were not as they have to be
   * @param examples the first of those
   */
  record Finding(
      String subject, String invariant, long compared, long offenders, List<Example> examples) {}

  /**
   * Something that is not as it has to be, and where to look at it.
   *
   * @param text what people call it
   * @param form key of the form, where it is a record
   * @param record its id
   * @param at where it is a balance, its dimensions as text
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Example(
      String text, @Nullable String form, @Nullable UUID record, @Nullable Map<String, String> at) {

    /** Something that has no page of its own. */
    public static Example of(String text) {
      return new Example(text, null, null, null);
    }

    /** A record. */
    public static Example of(String text, String form, UUID record) {
      return new Example(text, form, record, null);
    }
  }

  /** Looks at everything now. */
  List<Finding> check();
}
