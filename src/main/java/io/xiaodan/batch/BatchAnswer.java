package io.xiaodan.batch;

import io.xiaodan.kernel.Label;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a job would do.
 *
 * @param count records in all
 * @param checked of them, those that were tried
 * @param same of these, how many have the values already
 * @param refused of these, how many would be refused
 * @param sample the first that would be refused, then the first that would not
 */
public record BatchAnswer(long count, int checked, int same, int refused, List<Sample> sample) {

  /**
   * What would become of a record.
   *
   * @param title what it is called; null where the person cannot see it
   * @param changes what differs, empty for another kind than an edit
   * @param problem why it would be refused; null where it would not
   */
  public record Sample(
      UUID record, @Nullable String title, List<Difference> changes, @Nullable String problem) {}

  /** One field, as the API shows its values. */
  public record Difference(
      String field, Label label, @Nullable Object before, @Nullable Object after) {}
}
