package io.xiaodan.web.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.xiaodan.kernel.Conflict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failure as it travels (RFC 9457), described in {@code docs/reference/api.md}.
 *
 * @param code the same in every language; what a program looks at
 * @param id stands in the log; only for faults of the product
 * @param rev the stored revision at a conflict
 */
public record ProblemDocument(
    String type,
    String title,
    int status,
    String code,
    String detail,
    @Nullable String id,
    List<Broken> violations,
    List<Conflict> conflicts,
    @Nullable Long rev) {

  /** One thing wrong with what was sent, and where. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Broken(
      String code,
      String message,
      @Nullable String field,
      @Nullable Integer row,
      @Nullable String column) {}
}
