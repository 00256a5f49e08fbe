package io.xiaodan.form;

import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.expression.Schema;
import io.xiaodan.kernel.Label;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A compiled form.
 *
 * @param key its name in the API and in formulas
 * @param label its name for people
 * @param title key of the field that names a record
 * @param fields the head's fields, in order, without line items
 * @param lines the line items by key
 * @param live fields without a column, which are looked up when they are shown
 * @param schema what a formula of the form sees
 * @param steps how computed, copied and initial values are filled, sources first
 * @param validations what a record must meet
 * @param document the artifact's document
 */
public record Form(
    String key,
    Label label,
    String title,
    SequencedMap<String, FormField> fields,
    SequencedMap<String, LineItems> lines,
    SequencedMap<String, LiveField> live,
    Schema schema,
    List<FillStep> steps,
    List<Validation> validations,
    JsonNode document) {

  /** Where compiled forms stand in the blueprint. */
  public static final ArtifactType<Form> TYPE = new ArtifactType<>("form", Form.class);

  /** What stands in the key of a ledger's rows, which no form of its own can have. */
  public static final String OF_LEDGER = ":";

  /** Columns every form table has. */
  public static final Set<String> SYSTEM_COLUMNS =
      Set.of(
          "id",
          "rev",
          "created_at",
          "created_by",
          "updated_at",
          "updated_by",
          "deleted_at",
          "flow_state");

  private static final Pattern FIELD_KEY = Pattern.compile("[a-z][a-z0-9_]{0,28}");

  /** Keys a field cannot have, because they mean something of their own in tables or formulas. */
  static final Set<String> RESERVED =
      Set.of(
          "parent",
          "position",
          "item",
          "before",
          "current",
          "now",
          "me",
          "true",
          "false",
          "and",
          "or",
          "not",
          "empty");

  /** Whether a key may name a field: short, in lower case, and without a meaning of its own. */
  public static boolean isFieldKey(String key) {
    return FIELD_KEY.matcher(key).matches()
        && !SYSTEM_COLUMNS.contains(key)
        && !RESERVED.contains(key);
  }

  /**
   * The ledger whose balances or entries stand in for records; null for a form of its own, which is
   * all that a blueprint has.
   */
  public @Nullable String ledger() {
    int at = key.indexOf(OF_LEDGER);
    return at < 0 ? null : key.substring(0, at);
  }

  /** Name of the table, unquoted and without schema. */
  public String table() {
    return "f_" + key;
  }

  /** A field of the head. */
  public Optional<FormField> field(String key) {
    return Optional.ofNullable(fields.get(key));
  }

  /** The field that names a record. */
  public FormField titleField() {
    return java.util.Objects.requireNonNull(
        fields.get(title), "a compiled form has its title field");
  }

  @Override
  public String toString() {
    return "Form[" + key + "]";
  }
}
