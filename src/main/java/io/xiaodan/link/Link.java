package io.xiaodan.link;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A link for people outside.
 *
 * @param kind {@code form} to fill in a new record, {@code query} to look records up
 * @param form key of the form
 * @param document what it grants and says, in the shape of the schema {@code public_link}
 * @param expiresAt when it stops working; null for never
 * @param revokedAt when somebody stopped it; null while nobody has
 * @param uses records that were made, or questions that were asked
 */
public record Link(
    UUID id,
    long rev,
    String kind,
    String form,
    String label,
    JsonNode document,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    long uses,
    @Nullable Instant usedAt,
    UUID createdBy,
    Instant createdAt) {

  /** What a builder decides about a link. */
  public record Wish(
      String kind, String form, String label, JsonNode document, @Nullable Instant expiresAt) {}

  /** A link with the secret of its address, which is told only once. */
  public record Made(Link link, String token) {}

  boolean isForm() {
    return kind.equals("form");
  }
}
