package io.xiaodan.exchange;

import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.expression.Formula;
import io.xiaodan.kernel.Label;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A compiled mapping: how the lines of a file become records.
 *
 * @param key its name in the API
 * @param label its name for people
 * @param delimiter between cells; null to recognise it
 * @param charset of the text; null to recognise it
 * @param zone of the moments in the file; null for the workspace's
 * @param layout how a sheet that people made is laid out; null for a file whose every line has the
 *     same cells
 * @param columns header in the file by name in formulas
 * @param derived values that several formulas need, by name, each seeing the columns and those
 *     before it
 * @param leaveOut rules by which a line is not imported at all, the first that holds
 * @param targets the forms to fill, in this order; the last decides what became of a line
 * @param document the artifact's document
 */
public record ImportMapping(
    String key,
    Label label,
    @Nullable Character delimiter,
    @Nullable Charset charset,
    @Nullable ZoneId zone,
    @Nullable SheetLayout layout,
    SequencedMap<String, String> columns,
    SequencedMap<String, Formula> derived,
    List<LineRule> leaveOut,
    List<ImportTarget> targets,
    JsonNode document) {

  /** Where compiled mappings stand in the blueprint. */
  public static final ArtifactType<ImportMapping> TYPE =
      new ArtifactType<>("import", ImportMapping.class);

  @Override
  public String toString() {
    return "ImportMapping[" + key + "]";
  }
}
