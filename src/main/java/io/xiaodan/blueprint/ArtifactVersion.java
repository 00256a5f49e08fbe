package io.xiaodan.blueprint;

import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** One published state of an artifact; never changed or deleted. */
public record ArtifactVersion(int version, JsonNode document, Instant at, UUID by) {}
