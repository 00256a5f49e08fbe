package io.xiaodan.identity;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The people of the workspace. Look-ups are answered from memory and at most 30 s old. */
@Component
public class People {

  /** One person, disabled ones included. */
  public Optional<Person> find(UUID id) {
    throw new UnsupportedOperationException();
  }

  /** Several people by id, disabled ones included; ids nobody has are left out. */
  public Map<UUID, Person> find(Collection<UUID> ids) {
    throw new UnsupportedOperationException();
  }

  /** The name to show for a person id; the id itself where nobody has it. */
  public String name(UUID id) {
    throw new UnsupportedOperationException();
  }

  /** Those who have a role and are not disabled, in order of their names; may be empty. */
  public List<UUID> byRole(String role) {
    throw new UnsupportedOperationException();
  }

  /** Not disabled people whose name or login contains the text, in order of their names. */
  public List<Person> search(String text, int limit) {
    throw new UnsupportedOperationException();
  }

  /**
   * Creates a person.
   *
   * @throws io.xiaodan.kernel.ProblemException INVALID with every violation: a blank or taken
   *     login, a blank name, a weak password
   */
  public Person create(NewPerson person) {
    throw new UnsupportedOperationException();
  }

  /**
   * Changes a person. A new password, other roles and disabling take effect at once on every node.
   *
   * @throws io.xiaodan.kernel.ProblemException NOT_FOUND, or INVALID with every violation
   */
  public Person change(UUID id, PersonChange change) {
    throw new UnsupportedOperationException();
  }

  /** Replaces a person's roles. */
  public Person setRoles(UUID id, Set<String> roles) {
    return change(id, new PersonChange(null, null, null, null, roles, null));
  }

  /** Refuses further sign-ins and ends every session of the person. */
  public Person disable(UUID id) {
    return change(id, new PersonChange(null, null, null, null, null, true));
  }

  /** Sets a new password and ends every session of the person. */
  public Person changePassword(UUID id, String password) {
    return change(id, new PersonChange(null, null, null, password, null, null));
  }
}
