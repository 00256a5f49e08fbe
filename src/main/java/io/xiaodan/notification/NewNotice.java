package io.xiaodan.notification;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notice to be given.
 *
 * @param id made by the caller, so that giving it again changes nothing
 * @param personId who is told
 * @param form key of the form the notice leads to, together with {@code recordId}
 * @param place path of the page it leads to; null where it leads to its record, or nowhere
 * @param kind what it is about: what a rule says, unless something else is said
 */
public record NewNotice(
    UUID id,
    UUID personId,
    String title,
    @Nullable String body,
    @Nullable String form,
    @Nullable UUID recordId,
    @Nullable String place,
    NoticeKind kind) {

  /** One that leads to a record, or nowhere. */
  public NewNotice(
      UUID id,
      UUID personId,
      String title,
      @Nullable String body,
      @Nullable String form,
      @Nullable UUID recordId) {
    this(id, personId, title, body, form, recordId, null, NoticeKind.RULE);
  }

  /** One that leads to a page. */
  public static NewNotice leadingTo(
      UUID id, UUID personId, String title, @Nullable String body, String place) {
    return new NewNotice(id, personId, title, body, null, null, place, NoticeKind.ALERT);
  }

  /** The same about something else. */
  public NewNotice as(NoticeKind other) {
    return new NewNotice(id, personId, title, body, form, recordId, place, other);
  }
}
