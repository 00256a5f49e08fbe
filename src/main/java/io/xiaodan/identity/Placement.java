package io.xiaodan.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody works.
 *
 * @param department null where nobody said
 * @param manager whom the person reports to; null where nobody said
 */
public record Placement(@Nullable UUID department, @Nullable UUID manager) {

  /** Nothing is known. */
  public static final Placement NONE = new Placement(null, null);
}
