package io.xiaodan.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What an operator may set for the administrator.
 *
 * @param password becomes the administrator's password at every start; absent leaves it as it is.
 *     From the environment: {@code XIAODAN_ADMIN_PASSWORD}
 */
@ConfigurationProperties("xiaodan.admin")
record AdminSettings(@Nullable String password) {}
