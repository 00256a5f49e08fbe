package io.xiaodan.blueprint;

import java.util.List;
import org.jooq.DSLContext;

/**
 * Keeps database structures in step with the blueprint: forms have one for their tables, access one
 * for the indexes that roles need. They are asked in their {@link
 * org.springframework.core.annotation.Order}.
 */
public interface StructureKeeper {

  /**
   * What must change in the database so that the blueprint can run; no values are ever dropped.
   *
   * @param before the blueprint that is live now
   * @param blueprint the one to come
   * @param emptyUnconvertible whether values that do not fit a field's new type may become empty;
   *     otherwise they are an error
   * @param compilation where is reported what the database does not allow
   */
  List<StructureChange> plan(
      DSLContext database,
      Blueprint before,
      Blueprint blueprint,
      boolean emptyUnconvertible,
      Compilation compilation);
}
