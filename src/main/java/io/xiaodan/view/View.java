package io.xiaodan.view;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * A saved view.
 *
 * @param rev grows by one with every change
 * @param kind grid, kanban, calendar or gallery
 * @param shared whether others see it
 * @param roles whom it is shared with; empty for everybody who sees the form
 * @param position where it stands among the others
 * @param document its parts
 * @param by who made it
 */
public record View(
    UUID id,
    String form,
    long rev,
    String label,
    String kind,
    boolean shared,
    List<String> roles,
    int position,
    JsonNode document,
    UUID by,
    Instant updatedAt) {}
