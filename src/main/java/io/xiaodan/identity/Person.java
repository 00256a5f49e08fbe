package io.xiaodan.identity;

import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works with the product, or another system that uses its API.
 *
 * @param login the name typed at sign-in; unique whatever its case
 * @param name the name other people see
 * @param roles keys of roles
 * @param service whether it is another system: it is never offered or asked where people are
 * @param disabled whether signing in is refused; the name stays readable in history
 */
public record Person(
    UUID id,
    String login,
    String name,
    @Nullable String email,
    @Nullable String phone,
    SortedSet<String> roles,
    boolean service,
    boolean disabled) {

  /** Whether work can be given to this person. */
  public boolean isActive() {
    return !service && !disabled;
  }
}
