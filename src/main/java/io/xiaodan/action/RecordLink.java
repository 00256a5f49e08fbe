package io.xiaodan.action;

import io.xiaodan.form.Form;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The record a to-do or notice leads to.
 *
 * @param record null for the record the action is about
 */
record RecordLink(@Nullable RecordFormula record) {

  /** A form's key and a record's id. */
  record Target(String form, UUID id) {}

  static RecordLink read(ActionReader reader, JsonNode step, String place) {
    return new RecordLink(
        step.has("record")
            ? reader.record(step.path("record").asString(""), reader.schema(), place + ".record")
            : null);
  }

  /** Where it leads; to the record the action is about when the formula is empty. */
  Target target(Stage stage) {
    UUID id = record == null ? null : record.id(stage, stage.values());
    Form own = stage.occasion().form();
    return record == null || id == null
        ? new Target(own.key(), stage.occasion().record().id())
        : new Target(record.form().key(), id);
  }
}
