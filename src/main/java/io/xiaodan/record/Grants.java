package io.xiaodan.record;

import io.xiaodan.form.Form;
import java.util.Set;
import java.util.UUID;

/**
 * What is allowed to somebody who has no roles: to make a record of named fields, out of records
 * and files that are named too. Everything else is not there.
 */
public interface Grants {

  /** The fields of a form that may be filled; none where no record may be made. */
  Set<String> fields(Form form);

  /** Whether a record may be referred to. */
  boolean mayChoose(Form form, UUID record);

  /** Whether a file may be attached. */
  boolean mayAttach(UUID file);
}
