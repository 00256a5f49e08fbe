package io.xiaodan.notification;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** The settings of this module. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MailSettings.class, OutboundSettings.class})
class NotificationConfiguration {}
