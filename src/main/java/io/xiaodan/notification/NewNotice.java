package io.xiaodan.notification;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notice to be given.
 *
 * @param id made by the caller, so that giving it again changes nothing
 * @param personId who is told
 * @param form key of the form the notice leads to, together with {@code recordId}
 */
public record NewNotice(
    UUID id,
    UUID personId,
    String title,
    @Nullable String body,
    @Nullable String form,
    @Nullable UUID recordId) {}
