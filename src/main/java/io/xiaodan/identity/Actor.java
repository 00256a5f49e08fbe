package io.xiaodan.identity;

import io.xiaodan.kernel.Language;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who does something, with which rights, and why.
 *
 * @param personId the person; {@link #SYSTEM} when the product itself acts
 * @param name the person's name as shown in history
 * @param roles keys of the person's roles; empty for the system, which no role limits
 * @param language the language answers are given in
 * @param origin what brought the action about
 * @param cause the event, rule run or import that led to this action; null when a person acts
 *     directly
 */
public record Actor(
    UUID personId,
    String name,
    Set<String> roles,
    Language language,
    Origin origin,
    @Nullable UUID cause) {

  /** The person id of the product itself; a person with this id exists and cannot sign in. */
  public static final UUID SYSTEM = new UUID(0, 0);

  public Actor {
    roles = Set.copyOf(roles);
  }

  /** The product itself, acting without a person, in Chinese. */
  public static Actor system(Origin origin) {
    return new Actor(SYSTEM, "系统", Set.of(), Language.ZH, origin, null);
  }

  /** The product itself, acting because of an event, rule run or import. */
  public static Actor system(Origin origin, UUID cause) {
    return system(origin).withOrigin(origin, cause);
  }

  /** Whether the product itself acts, which no role limits. */
  public boolean isSystem() {
    return personId.equals(SYSTEM);
  }

  /** Whether the person has a role. */
  public boolean has(String role) {
    return roles.contains(role);
  }

  /** The same person and rights, acting through another origin. */
  public Actor withOrigin(Origin other, @Nullable UUID because) {
    return new Actor(personId, name, roles, language, other, because);
  }

  /** The same person and rights, reading another language. */
  public Actor withLanguage(Language other) {
    return other == language ? this : new Actor(personId, name, roles, other, origin, cause);
  }
}
