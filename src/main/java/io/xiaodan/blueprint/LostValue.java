package io.xiaodan.blueprint;

import io.xiaodan.kernel.Message;
import java.util.UUID;

/**
 * A value that cannot become one of a field's new type.
 *
 * @param record the record it stands in, also for a value of its line items
 * @param value as it is stored
 * @param reason why it does not fit
 */
public record LostValue(UUID record, String value, Message reason) {}
