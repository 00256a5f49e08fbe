package io.xiaodan.identity;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** The settings of this module. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SessionSettings.class, AdminSettings.class})
class IdentityConfiguration {}
