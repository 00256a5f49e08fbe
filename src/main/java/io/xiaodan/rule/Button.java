package io.xiaodan.rule;

import io.xiaodan.kernel.Label;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A button on a record that sets a rule off.
 *
 * @param roles who may press it; empty for everybody who sees the record
 * @param confirm a question asked before; null for none
 */
public record Button(Label label, Set<String> roles, @Nullable Label confirm) {

  public Button {
    roles = Set.copyOf(roles);
  }
}
