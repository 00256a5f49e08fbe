package io.xiaodan.exchange;

import io.xiaodan.record.Caller;
import io.xiaodan.record.RecordKeys;
import io.xiaodan.record.Records;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The record door as one import uses it.
 *
 * @param caller in whose name records are made
 * @param participants whether flows and rules see them
 * @param madeBefore the import itself when it is taken up again, so that what it has made before is
 *     not taken for somebody else's; null at the first attempt
 */
record RecordDoor(
    Records records,
    RecordKeys keys,
    Caller caller,
    boolean participants,
    @Nullable UUID madeBefore) {}
