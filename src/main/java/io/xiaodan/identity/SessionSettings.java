package io.xiaodan.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a browser stays signed in.
 *
 * @param idle without any request
 * @param longest in all, however much it is used
 */
@ConfigurationProperties("xiaodan.session")
record SessionSettings(@DefaultValue("7d") Duration idle, @DefaultValue("30d") Duration longest) {}
