package io.xiaodan.notification;

import io.xiaodan.identity.People;
import io.xiaodan.identity.Person;
import io.xiaodan.kernel.Language;
import io.xiaodan.notification.OutgoingMessage.App;
import io.xiaodan.notification.OutgoingMessage.Email;
import io.xiaodan.notification.OutgoingMessage.Robot;
import io.xiaodan.notification.OutgoingMessage.Sms;
import io.xiaodan.notification.OutgoingMessage.Webhook;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Who of the company reads what goes to an address. Whoever wants quiet has it, whatever sends: the
 * copy of a notice, a rule, a board, a task by mail. Invitations and tests are asked for by
 * somebody who waits for them, and go at once.
 */
@Component
class Readers {

  private final People people;
  private final NoticePreferences preferences;

  Readers(People people, NoticePreferences preferences) {
    this.people = people;
    this.preferences = preferences;
  }

  /** Until when a message is kept back for its reader's quiet; empty where it may go. */
  Optional<Instant> quietUntil(OutgoingMessage message) {
    return message.key().startsWith("invitation:") || message.key().startsWith("test:")
        ? Optional.empty()
        : of(message).flatMap(person -> preferences.quietUntil(person.id()));
  }

  /** The language of the one who reads a message; Chinese where it is nobody of the company. */
  Language language(OutgoingMessage message) {
    return of(message).map(person -> preferences.language(person.id())).orElse(Language.ZH);
  }

  private Optional<Person> of(OutgoingMessage message) {
    String address = message.recipient().strip();
    if (address.isEmpty()) {
      return Optional.empty();
    }
    return people.all().stream()
        .filter(Person::isActive)
        .filter(person ->
            switch (message) {
              case Email _ -> address.equalsIgnoreCase(person.email());
              case Sms _, App _ -> address.equals(person.phone());
              case Robot _, Webhook _ -> false;
            })
        .findFirst();
  }
}
