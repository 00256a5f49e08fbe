package io.xiaodan.action;

import io.xiaodan.notification.OutgoingMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A record on paper that goes along with a mail.
 *
 * @param template key of the template
 * @param record whose formula gives the record
 */
record Attachment(String template, RecordFormula record) {

  static List<Attachment> read(ActionReader reader, JsonNode documents, String place) {
    List<Attachment> all = new ArrayList<>();
    int number = 0;
    for (JsonNode document : documents) {
      Attachment one = read(reader, document, place, number++);
      if (one != null) {
        all.add(one);
      }
    }
    return all;
  }

  private static @Nullable Attachment read(
      ActionReader reader, JsonNode document, String place, int number) {
    String at = place + "." + number;
    String key = document.path("print").asString("");
    RecordFormula record =
        reader.record(document.path("record").asString("id"), reader.schema(), at + ".record");
    Sheet sheet = reader.compilation().find(Sheet.TYPE, key);
    if (sheet == null || sheet.list()) {
      reader.error(at + ".print", "action.no_sheet", "print", key);
      return null;
    }
    if (record != null && !sheet.form().key().equals(record.form().key())) {
      reader.error(
          at + ".print",
          "action.sheet_of_another",
          "print",
          key,
          "form",
          sheet.form().label(),
          "record",
          record.form().label());
      return null;
    }
    return record == null ? null : new Attachment(key, record);
  }

  /**
   * The file; null where there is no record.
   *
   * @throws io.xiaodan.kernel.ProblemException when it cannot be made
   */
  OutgoingMessage.@Nullable File file(Stage stage) {
    UUID id = record.id(stage, stage.values());
    return id == null
        ? null
        : stage.services().press().print(stage.caller(), record.form().key(), id, template);
  }
}
