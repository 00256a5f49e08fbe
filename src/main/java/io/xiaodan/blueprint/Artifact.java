package io.xiaodan.blueprint;

import org.jspecify.annotations.Nullable;

/**
 * An artifact as its builder sees it.
 *
 * @param published what is live, or null before the first publication
 * @param draft what is being worked on, or null
 */
public record Artifact(
    ArtifactId id, @Nullable ArtifactVersion published, @Nullable ArtifactDraft draft) {}
