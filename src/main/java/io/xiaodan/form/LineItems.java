package io.xiaodan.form;

import io.xiaodan.expression.Schema;
import io.xiaodan.kernel.Label;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/**
 * The line items of a form: a list of rows inside a record, kept in a table of their own.
 *
 * @param key the field's key in the form
 * @param table name of the table, unquoted and without schema
 * @param columns fields of a row, in order
 * @param live columns without values of their own, which are looked up when they are shown
 * @param schema what a row's formula sees: the columns, {@code id}, and the head as {@code parent}
 * @param minimum fewest rows
 * @param maximum most rows
 */
public record LineItems(
    String key,
    Label label,
    String table,
    SequencedMap<String, FormField> columns,
    SequencedMap<String, LiveField> live,
    Schema schema,
    List<Validation> validations,
    int minimum,
    int maximum,
    JsonNode document) {}
