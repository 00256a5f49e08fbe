package io.xiaodan.notification;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the delivery log, newest first.
 *
 * @param next what to pass as {@code after} for the following stretch; null at the end
 */
public record DeliveryPage(List<LoggedMessage> items, @Nullable String next) {}
