package io.xiaodan.attachment;

import java.util.UUID;

/**
 * An uploaded file.
 *
 * @param name the file's name as it was uploaded, without any folder
 * @param size in bytes
 * @param type the media type found in its content, not the one claimed
 */
public record Attachment(UUID id, String name, long size, String type) {}
