package io.xiaodan.amendment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A proposed change of a record.
 *
 * @param id of the record that carries it
 * @param form key of the form of the record that is to change
 * @param baseRev revision it was made from
 * @param changes field by field: before and after
 * @param agreed what was known of its impact when it was proposed
 * @param endedAt when it was decided or taken back; null while it is open
 * @param rev revision of the record that came of it; null where it was not applied
 */
public record Amendment(
    UUID id,
    String form,
    UUID record,
    long baseRev,
    AmendmentState state,
    JsonNode changes,
    JsonNode agreed,
    Instant madeAt,
    UUID madeBy,
    @Nullable Instant endedAt,
    @Nullable UUID endedBy,
    @Nullable Long rev) {}
