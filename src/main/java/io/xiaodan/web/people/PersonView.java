package io.xiaodan.web.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.xiaodan.identity.Invitations.Standing;
import io.xiaodan.identity.Person;
import io.xiaodan.identity.Placement;
import java.time.Instant;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person as the pages see it; how to reach somebody is for administrators. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PersonView(
    UUID id,
    String name,
    String login,
    SortedSet<String> roles,
    @Nullable String email,
    @Nullable String phone,
    @Nullable Boolean disabled,
    @Nullable UUID department,
    @Nullable UUID manager,
    @Nullable Boolean joined,
    @Nullable Instant invitedUntil) {

  /** The same, with how far the person is with signing in. */
  PersonView with(@Nullable Standing standing) {
    return standing == null
        ? this
        : new PersonView(
            id,
            name,
            login,
            roles,
            email,
            phone,
            disabled,
            department,
            manager,
            standing.joined(),
            standing.invitedUntil());
  }

  static PersonView of(Person person, Placement placement, boolean forAdministrator) {
    return new PersonView(
        person.id(),
        person.name(),
        person.login(),
        person.roles(),
        forAdministrator ? person.email() : null,
        forAdministrator ? person.phone() : null,
        forAdministrator ? person.disabled() : null,
        forAdministrator ? placement.department() : null,
        forAdministrator ? placement.manager() : null,
        null,
        null);
  }
}
