package io.xiaodan.web.people;

import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Departments;
import io.xiaodan.identity.Invitations;
import io.xiaodan.identity.Invitations.Standing;
import io.xiaodan.identity.NewPerson;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Person;
import io.xiaodan.identity.PersonChange;
import io.xiaodan.identity.Placement;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.web.problem.Required;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Everybody may look people up, to choose one; administrators create and change them. */
@RestController
@RequestMapping("/api/people")
class PeopleController {

  private static final int MOST_FOUND = 50;
  private static final int MOST_BY_ID = 100;

  private final People people;
  private final Departments departments;
  private final Roles roles;
  private final Invitations invitations;

  PeopleController(People people, Departments departments, Roles roles, Invitations invitations) {
    this.invitations = invitations;
    this.people = people;
    this.departments = departments;
    this.roles = roles;
  }

  record Items(List<PersonView> items) {}

  record Body(
      @Nullable String login,
      @Nullable String name,
      @Nullable String password,
      @Nullable String email,
      @Nullable String phone,
      @Nullable Set<@Nullable String> roles,
      @Nullable Boolean disabled,
      @Nullable String department,
      @Nullable String manager) {}

  /**
   * People who can be chosen, by part of a name; with {@code ids} the people of those ids, also
   * those who have left, for names a page knows by id only.
   */
  @GetMapping
  Items search(
      @RequestParam(defaultValue = "") String search,
      @RequestParam(required = false) @Nullable List<UUID> ids,
      Actor actor) {
    boolean administers = roles.administers(actor);
    if (ids != null && ids.size() > MOST_BY_ID) {
      throw Problem.of(ProblemKind.MALFORMED, "people_some", "most", MOST_BY_ID).exception();
    }
    return new Items(
        (ids == null ? people.search(search, MOST_FOUND) : List.copyOf(people.find(ids).values()))
            .stream().map(person -> view(person, administers)).toList());
  }

  /**
   * Everybody with a login, disabled people included, and how far they are with signing in; for
   * administrators.
   */
  @GetMapping("/all")
  Items all(Actor actor) {
    roles.requireAdministers(actor);
    Map<UUID, Standing> standings = invitations.standings();
    return new Items(
        people.all().stream()
            .map(person -> view(person, true).with(standings.get(person.id())))
            .toList());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  PersonView create(@RequestBody Body body, Actor actor) {
    roles.requireAdministers(actor);
    Required required = new Required();
    String login = required.text("login", body.login());
    String name = required.text("name", body.name());
    required.check();
    Set<String> keys = body.roles() == null ? Set.of() : keys(body.roles());
    Person created =
        people.create(
            new NewPerson(login, name, body.password(), body.email(), body.phone(), keys));
    return placed(created, body);
  }

  @PatchMapping("/{id}")
  PersonView change(@PathVariable UUID id, @RequestBody Body body, Actor actor) {
    roles.requireAdministers(actor);
    PersonChange change =
        new PersonChange(
            body.name(),
            body.email(),
            body.phone(),
            body.password(),
            body.roles() == null ? null : keys(body.roles()),
            body.disabled());
    return placed(people.change(id, change), body);
  }

  private PersonView placed(Person person, Body body) {
    Placement before = departments.placement(person.id());
    Placement after =
        new Placement(
            Reading.id(body.department(), before.department()),
            Reading.id(body.manager(), before.manager()));
    if (!after.equals(before)) {
      departments.place(person.id(), after);
    }
    return view(person, true);
  }

  private PersonView view(Person person, boolean forAdministrator) {
    return PersonView.of(person, departments.placement(person.id()), forAdministrator);
  }

  /** A null among the keys becomes an unknown role, which is refused with the others. */
  private static Set<String> keys(Set<@Nullable String> sent) {
    Set<String> keys = new HashSet<>();
    for (String key : sent) {
      keys.add(key == null ? "null" : key);
    }
    return keys;
  }
}
