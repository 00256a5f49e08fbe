package io.xiaodan.blueprint;

import java.util.List;
import org.jooq.DSLContext;

/** Keeps database structures in step with the blueprint; forms have one for their tables. */
public interface StructureKeeper {

  /** What must change in the database so that the blueprint can run; nothing is ever dropped. */
  List<StructureChange> plan(DSLContext database, Blueprint blueprint);

  /** Carries the plan out inside the publishing transaction. */
  void apply(DSLContext transaction, List<StructureChange> plan);
}
