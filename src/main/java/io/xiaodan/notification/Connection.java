package io.xiaodan.notification;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A system outside, as messages are sent to it.
 *
 * @param url where to; the address of a robot is itself a secret
 * @param secret what messages are signed with; null where nothing is signed
 */
record Connection(
    String key, ConnectionKind kind, String label, URI url, @Nullable String secret) {}
