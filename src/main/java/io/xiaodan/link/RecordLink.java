package io.xiaodan.link;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A link to one record for the people it concerns.
 *
 * @param purpose what it opens: {@code tracking}, {@code statement}, {@code task}
 * @param form key of the record's form
 * @param subject what of the record it is about; empty where there is only one thing
 * @param generation grows when it gets another address
 * @param about what its purpose keeps with it
 * @param expiresAt when it stops working; null for never
 * @param revokedAt when somebody stopped it; null while nobody has
 * @param uses how often it was opened
 */
public record RecordLink(
    UUID id,
    String purpose,
    String form,
    UUID record,
    String subject,
    int generation,
    JsonNode about,
    UUID createdBy,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    long uses,
    @Nullable Instant usedAt) {}
