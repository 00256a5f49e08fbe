package io.xiaodan.flow;

import io.xiaodan.expression.Formula;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the interpreter asks of the world, in a fixed order for a given state and operation. The
 * answers are kept with the trail, so that the same steps can be taken again from it alone.
 */
interface Facts {

  /** Whether a condition holds for the record as it is after what was written so far. */
  boolean holds(Formula when);

  /** Writes a field of the record. */
  void write(Setting setting);

  /** A field's value as JSON, to be put back later; null for empty. */
  @Nullable Object read(String field);

  /** Puts a value back that {@link #read} gave. */
  void put(String field, @Nullable Object json);

  /**
   * The people and roles that are meant, of whom somebody is active.
   *
   * @param chosen who was chosen for the node
   */
  Pool who(Party who, List<UUID> chosen);

  /** Active people who have a role. */
  List<UUID> members(String role);

  /** Whom somebody reports to. */
  Optional<UUID> manager(UUID person);

  /** A new id. */
  UUID id();

  /** The moment so many minutes from now. */
  Instant after(int minutes, boolean working);

  /** The moment a formula gives; empty for none. */
  Optional<Instant> moment(Formula formula);
}
