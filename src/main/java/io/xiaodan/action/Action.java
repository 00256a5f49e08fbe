package io.xiaodan.action;

import io.xiaodan.form.Form;
import java.util.List;

/** One effect, compiled from a step's document. */
public sealed interface Action
    permits CreateRecord,
        UpdateRecord,
        DeleteRecord,
        StartFlow,
        CallRule,
        CreateTask,
        Notify,
        SendEmail,
        SendSms,
        SendRobot,
        SendWebhook,
        ForEach,
        Wait,
        ContinueIf,
        Refuse {

  /** The word in documents, such as {@code create_record}. */
  String name();

  /**
   * Whether it reaches outside the database: then it can be had at least once only, and must not be
   * carried out inside a transaction.
   */
  default boolean isOutward() {
    return false;
  }

  /** The records it writes, for those who look for loops; empty when it writes none. */
  default List<Written> written() {
    return List.of();
  }

  /** The forms of which it submits records to flows, for those who look for loops. */
  default List<Form> submitted() {
    return List.of();
  }

  /** The rules it calls, for those who check that they can be called and look for loops. */
  default List<Called> called() {
    return List.of();
  }
}
