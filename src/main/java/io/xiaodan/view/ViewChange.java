package io.xiaodan.view;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a view becomes; what is null stays as it is, or as it is usual for a new one. */
public record ViewChange(
    @Nullable String label,
    @Nullable String kind,
    @Nullable String scope,
    @Nullable List<String> roles,
    @Nullable Integer position,
    @Nullable JsonNode document) {}
