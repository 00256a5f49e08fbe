package io.xiaodan.attachment;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of uploaded files.
 *
 * @param maxSize of one file
 */
@ConfigurationProperties("xiaodan.attachments")
record AttachmentSettings(@DefaultValue("50MB") DataSize maxSize) {}
