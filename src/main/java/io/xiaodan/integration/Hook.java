package io.xiaodan.integration;

import java.time.Instant;
import java.util.UUID;

/**
 * A door for another system.
 *
 * @param address the unguessable end of its address
 * @param hasSecret whether a secret is kept
 * @param rev grows by one with every change
 */
public record Hook(
    UUID id,
    String label,
    String form,
    String address,
    HookProof proof,
    boolean hasSecret,
    HookMapping mapping,
    boolean enabled,
    long rev,
    Instant updatedAt) {}
