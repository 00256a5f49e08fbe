package io.xiaodan.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What changes about a person; null leaves a property as it is, a blank e-mail or phone clears it.
 */
public record PersonChange(
    @Nullable String name,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String password,
    @Nullable Set<String> roles,
    @Nullable Boolean disabled) {}
