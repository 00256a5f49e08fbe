package io.xiaodan.platform;

import java.util.List;

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
      String subject, String invariant, long compared, long offenders, List<String> examples) {}

  /** Looks at everything now. */
  List<Finding> check();
}
