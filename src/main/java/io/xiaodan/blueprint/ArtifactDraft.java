package io.xiaodan.blueprint;

import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Work on an artifact that is not live yet.
 *
 * @param basedOn version the draft started from; 0 for a new artifact
 */
public record ArtifactDraft(JsonNode document, int basedOn, Instant at, UUID by) {}
