package io.xiaodan.notification;

import io.xiaodan.identity.People;
import io.xiaodan.identity.Person;
import io.xiaodan.notification.OutgoingMessage.App;
import io.xiaodan.notification.OutgoingMessage.Email;
import io.xiaodan.platform.Addresses;
import io.xiaodan.platform.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Carries notices to the channels that their readers asked for. Which ones is written with the
 * notice; what is taken off again only after the message stands in the delivery log, under a key of
 * the notice's own, so a crash in between sends nothing twice and loses nothing.
 */
@Component
class NoticeCopies {

  private static final Logger log = LoggerFactory.getLogger(NoticeCopies.class);
  private static final int LOT = 200;

  private final JdbcClient database;
  private final Messenger messenger;
  private final NoticePreferences preferences;
  private final People people;
  private final Addresses addresses;
  private final Clock clock;
  private final Workspace workspace;
  private final String table;

  NoticeCopies(
      JdbcClient database,
      Messenger messenger,
      NoticePreferences preferences,
      People people,
      Addresses addresses,
      Clock clock,
      Workspace workspace) {
    this.database = database;
    this.messenger = messenger;
    this.preferences = preferences;
    this.people = people;
    this.addresses = addresses;
    this.clock = clock;
    this.workspace = workspace;
    this.table = workspace.table("notice");
  }

  private record Copy(
      UUID id,
      UUID person,
      String kind,
      String title,
      String body,
      @Nullable String path,
      List<String> ways) {}

  /** Sends what has not been sent, the oldest first. */
  void send() {
    List<Copy> open =
        database
            .sql("select * from " + table + " where ways is not null order by id limit ?")
            .param(LOT)
            .query(NoticeCopies::copy)
            .list();
    for (Copy copy : open) {
      try {
        send(copy);
        database.sql("update " + table + " set ways = null where id = ?").param(copy.id()).update();
      } catch (RuntimeException e) {
        log.error("notice={} could not be copied", copy.id(), e);
      }
    }
  }

  private void send(Copy copy) {
    Person person = people.find(copy.person()).filter(Person::isActive).orElse(null);
    if (person == null) {
      return;
    }
    NoticePreference preference = preferences.of(person.id());
    for (String way : copy.ways()) {
      OutgoingMessage message = message(copy, person, way);
      if (preference.isGathered(copy.kind(), way)) {
        messenger.gather(message, preference.nextDigest(clock.instant(), workspace.zone()));
      } else {
        messenger.send(message);
      }
    }
  }

  /** With the address of what it leads to, where a public address is set. */
  private OutgoingMessage message(Copy copy, Person person, String way) {
    String key = "notice:" + copy.id() + ":" + way;
    String path = copy.path();
    String link = path == null ? null : addresses.of(path).orElse(null);
    if (way.equals("email")) {
      String body = link == null ? copy.body() : (copy.body() + "\n\n" + link).strip();
      return new Email(key, Objects.requireNonNullElse(person.email(), ""), copy.title(), body);
    }
    return new App(
        key, Objects.requireNonNullElse(person.phone(), ""), copy.title(), copy.body(), link);
  }

  private static Copy copy(ResultSet row, int number) throws SQLException {
    String form = row.getString("form");
    UUID record = row.getObject("record_id", UUID.class);
    return new Copy(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        Objects.requireNonNull(row.getObject("person_id", UUID.class)),
        Objects.requireNonNull(row.getString("kind")),
        Objects.requireNonNull(row.getString("title")),
        Objects.requireNonNullElse(row.getString("body"), ""),
        Optional.ofNullable(row.getString("place"))
            .orElse(form == null || record == null ? null : "/forms/" + form + "/" + record),
        Arrays.asList((String[]) row.getArray("ways").getArray()));
  }
}
