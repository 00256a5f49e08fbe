package io.xiaodan.identity;

import java.util.List;
import java.util.Optional;

/** Knows the roles of the current blueprint; implemented above this module. */
public interface RoleSource {

  /** The role with a key, if the current blueprint has it. Must answer from memory. */
  Optional<Role> find(String key);

  /** The roles of the current blueprint, in their order. Must answer from memory. */
  List<Role> all();
}
