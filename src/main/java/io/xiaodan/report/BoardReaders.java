package io.xiaodan.report;

import io.xiaodan.access.Access;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Person;
import io.xiaodan.kernel.Language;
import io.xiaodan.notification.Notices;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** People as readers of dashboards, while they are not there themselves. */
@Component
class BoardReaders {

  private final People people;
  private final Access access;
  private final Notices notices;

  BoardReaders(People people, Access access, Notices notices) {
    this.people = people;
    this.access = access;
    this.notices = notices;
  }

  /** Somebody with the rights and the language they have today; nothing for those who left. */
  Optional<Actor> actor(UUID person) {
    return people.find(person).filter(Person::isActive).map(this::actor);
  }

  private Actor actor(Person person) {
    Language language = notices.language(person.id());
    return new Actor(person.id(), person.name(), person.roles(), language, Origin.USER, null);
  }

  /** Where somebody gets mail; nothing for those who left and those without an address. */
  Optional<String> email(UUID person) {
    return people
        .find(person)
        .filter(Person::isActive)
        .flatMap(found -> Optional.ofNullable(found.email()))
        .filter(address -> !address.isBlank());
  }

  boolean sees(Blueprint blueprint, UUID person, String dashboard) {
    return actor(person)
        .filter(actor -> access.seesDashboard(blueprint, actor, dashboard))
        .isPresent();
  }
}
