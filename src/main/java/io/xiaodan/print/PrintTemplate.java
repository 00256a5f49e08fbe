package io.xiaodan.print;

import io.xiaodan.action.Sheet;
import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.form.Form;
import io.xiaodan.kernel.Label;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A compiled print template.
 *
 * @param form what it prints
 * @param list whether it prints a list of records, not one
 * @param position its place among the templates of a form
 * @param fontSize of everything that says nothing else, in points
 * @param header at the top of every page; null for none
 * @param footer at the bottom of every page; null for none
 * @param body what stands between them, in order
 * @param document the artifact's document
 */
public record PrintTemplate(
    String key,
    Label label,
    Form form,
    boolean list,
    int position,
    Paper paper,
    String fontSize,
    @Nullable Edge header,
    @Nullable Edge footer,
    List<Block> body,
    JsonNode document)
    implements Sheet {

  /** Where compiled templates stand in the blueprint. */
  public static final ArtifactType<PrintTemplate> TYPE =
      new ArtifactType<>("print", PrintTemplate.class);

  public PrintTemplate {
    body = List.copyOf(body);
  }

  /** The top or the bottom of a page: three texts beside each other. */
  record Edge(PrintText left, PrintText center, PrintText right) {}
}
