package io.xiaodan.report.question;

import io.xiaodan.expression.Path;
import io.xiaodan.expression.Schema;
import io.xiaodan.form.Form;
import io.xiaodan.form.LineItems;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a question that is being read may speak of. */
public interface Ground {

  /** The names of a form's records, or of the rows of its line items. */
  Schema schema(Form form, @Nullable LineItems lines);

  /**
   * The fields that a filter tree reads.
   *
   * @throws io.xiaodan.kernel.ProblemException malformed, with the place
   */
  Set<Path> where(Form form, @Nullable LineItems lines, Schema schema, JsonNode tree);
}
