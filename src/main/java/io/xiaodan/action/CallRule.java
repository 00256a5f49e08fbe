package io.xiaodan.action;

import io.xiaodan.kernel.Message;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Runs another rule for a record, without waiting for what becomes of it. Whether anything happens
 * is decided by the condition of the rule that is called.
 */
public final class CallRule implements Action {

  private static final String OWN = "id";

  private final RecordFormula record;
  private final Called called;

  private CallRule(RecordFormula record, Called called) {
    this.record = record;
    this.called = called;
  }

  static @Nullable CallRule read(ActionReader reader, JsonNode step, String place) {
    String text = step.path("record").asString(OWN);
    RecordFormula record = reader.record(text, reader.schema(), place + ".record");
    return record == null
        ? null
        : new CallRule(
            record,
            new Called(
                step.path("rule").asString(""),
                record.form(),
                text.strip().equals(OWN),
                place + ".rule"));
  }

  @Override
  public String name() {
    return "call_rule";
  }

  @Override
  public List<Called> called() {
    return List.of(called);
  }

  Outcome carryOut(Stage stage) {
    UUID id = record.id(stage, stage.values());
    return id == null
        ? new Outcome.Failed(false, Message.of("action.no_record"))
        : stage.services().calls().call(stage.occasion(), called.rule(), called.form().key(), id);
  }
}
