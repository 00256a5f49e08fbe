package io.xiaodan.action;

import io.xiaodan.kernel.Message;
import io.xiaodan.record.ChangeKind;
import io.xiaodan.record.StoredRecord;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Puts a record into the recycle bin; one that is there already stays there. */
public final class DeleteRecord implements Action {

  private final RecordFormula record;

  private DeleteRecord(RecordFormula record) {
    this.record = record;
  }

  static @Nullable DeleteRecord read(ActionReader reader, JsonNode step, String place) {
    RecordFormula record =
        reader.record(step.path("record").asString(""), reader.schema(), place + ".record");
    return record == null ? null : new DeleteRecord(record);
  }

  @Override
  public String name() {
    return "delete_record";
  }

  @Override
  public List<Written> written() {
    return List.of(new Written(record.form(), ChangeKind.DELETED, Map.of()));
  }

  Outcome carryOut(Stage stage) {
    UUID id = record.id(stage, stage.values());
    if (id == null) {
      return new Outcome.Failed(false, Message.of("action.no_record"));
    }
    String form = record.form().key();
    StoredRecord current = stage.records().lock(stage.caller(), form, id);
    if (current.deletedAt() == null) {
      stage.records().delete(stage.caller(), form, id, current.rev());
    }
    return new Outcome.Done(Map.of("form", form, "id", id));
  }
}
