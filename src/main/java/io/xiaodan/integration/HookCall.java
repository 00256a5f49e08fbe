package io.xiaodan.integration;

import io.xiaodan.kernel.Message;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call as it came, and what became of it.
 *
 * @param dedupe what makes it the same call; null where nothing does, or it was not read so far
 * @param state {@code received}, {@code done}, {@code repeated} or {@code refused}
 * @param record that was made or changed; null while there is none
 * @param reasons why it was refused
 * @param replays how often it was tried again by hand
 */
public record HookCall(
    UUID id,
    UUID hook,
    Instant at,
    Map<String, String> headers,
    String body,
    @Nullable String dedupe,
    String state,
    @Nullable UUID record,
    List<Message> reasons,
    int replays) {}
