package io.xiaodan.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person to be created.
 *
 * @param password null for somebody who cannot sign in with a password
 */
public record NewPerson(
    String login,
    String name,
    @Nullable String password,
    @Nullable String email,
    @Nullable String phone,
    Set<String> roles) {

  public NewPerson {
    login = login.strip();
    name = name.strip();
    roles = Set.copyOf(roles);
  }
}
