package io.xiaodan.action;

import io.xiaodan.form.Form;
import io.xiaodan.kernel.Message;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Submits a record to its flow, as a person would, on behalf of whoever set the rule off. A record
 * that is in a flow already stays where it is: the step is left out and says so.
 */
public final class StartFlow implements Action {

  private final RecordFormula record;

  private StartFlow(RecordFormula record) {
    this.record = record;
  }

  static @Nullable StartFlow read(ActionReader reader, JsonNode step, String place) {
    RecordFormula record =
        reader.record(step.path("record").asString(""), reader.schema(), place + ".record");
    return record == null ? null : new StartFlow(record);
  }

  @Override
  public String name() {
    return "start_flow";
  }

  @Override
  public List<Form> submitted() {
    return List.of(record.form());
  }

  Outcome carryOut(Stage stage) {
    UUID id = record.id(stage, stage.values());
    if (id == null) {
      return new Outcome.Failed(false, Message.of("action.no_record"));
    }
    String form = record.form().key();
    boolean started =
        stage.services().flows().start(stage.caller(), form, id, stage.occasion().starter());
    return started
        ? new Outcome.Done(Map.of("form", form, "id", id))
        : new Outcome.Skipped(false, Message.of("flow.runs_already"));
  }
}
