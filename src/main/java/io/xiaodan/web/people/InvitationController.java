package io.xiaodan.web.people;

import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Invitations;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Person;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.notification.InvitationMails;
import io.xiaodan.platform.Addresses;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Links by which people choose their password, handed to the administrator or sent by e-mail. */
@RestController
class InvitationController {

  private static final int MOST = 500;

  private final Invitations invitations;
  private final InvitationMails mails;
  private final People people;
  private final Roles roles;
  private final Addresses addresses;

  InvitationController(
      Invitations invitations,
      InvitationMails mails,
      People people,
      Roles roles,
      Addresses addresses) {
    this.addresses = addresses;
    this.invitations = invitations;
    this.mails = mails;
    this.people = people;
    this.roles = roles;
  }

  /**
   * @param mail whether those with an e-mail address get the link by mail
   */
  record Body(@Nullable List<@Nullable UUID> people, @Nullable Boolean mail) {}

  /**
   * @param path of the link; null where it goes by mail, and only the receiver is to know it
   */
  record Invited(UUID person, @Nullable String path, boolean mailed) {}

  record Items(List<Invited> items) {}

  @PostMapping("/api/people/invitations")
  Items invite(@RequestBody Body body, Actor actor) {
    roles.requireAdministers(actor);
    List<@Nullable UUID> wanted = body.people() == null ? List.of() : body.people();
    if (wanted.isEmpty() || wanted.size() > MOST || wanted.contains(null)) {
      throw Problem.of(ProblemKind.MALFORMED, "people_some", "most", MOST).exception();
    }
    List<Person> found = new ArrayList<>();
    for (UUID id : wanted) {
      found.add(invitable(id));
    }
    String address =
        addresses.baseOr(ServletUriComponentsBuilder.fromCurrentContextPath().toUriString());
    List<Invited> invited = new ArrayList<>();
    for (Person person : found) {
      if (Boolean.TRUE.equals(body.mail()) && person.email() != null) {
        mails.invite(person.id(), actor.name(), address, actor.language());
        invited.add(new Invited(person.id(), null, true));
      } else {
        invited.add(new Invited(person.id(), invitations.open(person.id()).path(), false));
      }
    }
    return new Items(invited);
  }

  private Person invitable(@Nullable UUID id) {
    Person person =
        id == null ? null : people.find(id).filter(each -> !each.service()).orElse(null);
    if (person == null) {
      throw Problem.of(ProblemKind.NOT_FOUND, "no_person").exception();
    }
    if (person.disabled()) {
      throw Problem.of(ProblemKind.CONFLICT, "invite_disabled", "name", person.name()).exception();
    }
    return person;
  }
}
