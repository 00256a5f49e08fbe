package io.xiaodan.form;

import io.xiaodan.kernel.Label;
import tools.jackson.databind.JsonNode;

/**
 * A field of a form or a column of its line items.
 *
 * @param key its name in formulas, in the API and as a column
 * @param label its name for people
 * @param type what it can hold
 * @param unique whether no two records that are not deleted may share a value
 * @param rules how it behaves while it is filled
 * @param filling where its value comes from
 * @param document the field as it stands in the artifact
 */
public record FormField(
    String key,
    Label label,
    FieldType type,
    boolean unique,
    FieldRules rules,
    FieldFilling filling,
    JsonNode document) {}
