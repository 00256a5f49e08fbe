package io.xiaodan.flow;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What comes with an act that is no outcome.
 *
 * @param people those named: who gets it, who signs, who is told
 * @param node key of the node named: where it goes back or is moved to
 * @param back whether what is sent back is to come straight back; null for what the node says
 * @param voice number of the voice meant, for taking out a signer
 * @param token number of the place meant, for moving one of several; 0 for all
 */
public record Request(
    @Nullable String comment,
    List<UUID> people,
    @Nullable String node,
    @Nullable Boolean back,
    int voice,
    int token,
    List<UUID> files) {}
