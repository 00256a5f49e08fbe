package io.xiaodan.record;

import java.util.Map;
import java.util.UUID;

/**
 * What others need to know of a record they refer to.
 *
 * @param title its name for people
 * @param deleted whether it is in the recycle bin
 * @param createdBy who made it, for rights
 * @param values of its head by field
 */
public record ReferencedRecord(
    UUID id, String title, boolean deleted, UUID createdBy, Map<String, Object> values) {}
