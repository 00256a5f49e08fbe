/**
 * The one door through which every change of a record goes, and the reading of records.
 *
 * <p>A change is decided in memory (permission, types, filling, checks, participants) and written
 * as one statement: the record, its lines, its event and whatever the participants add, together or
 * not at all. The door does not know who its participants are. May use: kernel, platform,
 * expression, identity, attachment, blueprint, form, access, filter.
 */
@ApplicationModule(
    displayName = "Record",
    allowedDependencies = {
      "kernel",
      "platform",
      "expression",
      "identity",
      "attachment",
      "blueprint",
      "form",
      "form :: type",
      "access",
      "filter"
    })
@NullMarked
package io.xiaodan.record;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
