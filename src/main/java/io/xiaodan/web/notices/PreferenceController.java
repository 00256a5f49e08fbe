package io.xiaodan.web.notices;

import io.xiaodan.identity.Actor;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Person;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.notification.Connections;
import io.xiaodan.notification.Messenger;
import io.xiaodan.notification.NoticePreference;
import io.xiaodan.notification.NoticePreferences;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How whoever asks wants to be told. */
@RestController
@RequestMapping("/api/notices/preferences")
class PreferenceController {

  private final NoticePreferences preferences;
  private final People people;
  private final Connections connections;
  private final Messenger messenger;

  PreferenceController(
      NoticePreferences preferences, People people, Connections connections, Messenger messenger) {
    this.preferences = preferences;
    this.people = people;
    this.connections = connections;
    this.messenger = messenger;
  }

  record Quiet(String from, String until, boolean daysOff) {}

  /**
   * A channel.
   *
   * @param there whether an administrator set it up
   * @param address where it reaches the person; null where none is known
   */
  record Way(boolean there, @Nullable String address) {}

  record View(
      Map<String, Map<String, String>> ways,
      @Nullable Quiet quiet,
      String digest,
      String language,
      Map<String, Way> channels) {}

  record Wish(
      @Nullable Map<String, Map<String, String>> ways,
      @Nullable Quiet quiet,
      @Nullable String digest,
      @Nullable String language) {}

  @GetMapping
  View get(Actor actor) {
    NoticePreference found = preferences.of(actor.personId());
    NoticePreference.Quiet quiet = found.quiet();
    return new View(
        found.ways(),
        quiet == null
            ? null
            : new Quiet(quiet.from().toString(), quiet.until().toString(), quiet.daysOff()),
        found.digest().toString(),
        found.language().tag(),
        channels(actor));
  }

  @PutMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void save(@RequestBody Wish wish, Actor actor) {
    Quiet quiet = wish.quiet();
    preferences.save(
        actor.personId(),
        new NoticePreference(
            Objects.requireNonNullElse(wish.ways(), Map.of()),
            quiet == null
                ? null
                : new NoticePreference.Quiet(
                    time("quiet", quiet.from()), time("quiet", quiet.until()), quiet.daysOff()),
            wish.digest() == null ? NoticePreference.USUAL.digest() : time("digest", wish.digest()),
            Language.of(Objects.requireNonNullElse(wish.language(), "zh"))));
  }

  private Map<String, Way> channels(Actor actor) {
    Optional<Person> person = people.find(actor.personId());
    Map<String, Way> ways = new LinkedHashMap<>();
    ways.put(
        "email",
        new Way(
            messenger.installed().mail() || isSetUp("mail"),
            person.map(Person::email).orElse(null)));
    ways.put("wecom_app", new Way(isSetUp("wecom_app"), person.map(Person::phone).orElse(null)));
    return ways;
  }

  private boolean isSetUp(String key) {
    return connections.all().stream().anyMatch(each -> each.key().equals(key));
  }

  private static LocalTime time(String field, String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeParseException e) {
      throw Problem.invalid(
              List.of(Violation.at(field, Message.of("preference_time", "text", text))))
          .exception();
    }
  }
}
