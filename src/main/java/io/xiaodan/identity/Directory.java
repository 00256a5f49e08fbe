package io.xiaodan.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Everybody at one moment, in order of their names.
 *
 * @param byId disabled people and services included
 * @param byRole ids of active people, by role key
 */
record Directory(SequencedMap<UUID, Person> byId, Map<String, List<UUID>> byRole) {

  private static final String ALL =
      """
      select p.id, p.login, p.name, p.email, p.phone, p.service,
             p.disabled_at is not null as disabled,
             array(select r.role_key from xiaodan.person_role r where r.person_id = p.id) as roles
      from xiaodan.person p
      """;

  static Directory read(JdbcClient database) {
    List<Person> people = new ArrayList<>(database.sql(ALL).query(Directory::person).list());
    Collator pinyin = Collator.getInstance(Locale.SIMPLIFIED_CHINESE);
    people.sort(Comparator.comparing(Person::name, pinyin).thenComparing(Person::login));
    SequencedMap<UUID, Person> byId = new LinkedHashMap<>();
    Map<String, List<UUID>> byRole = new LinkedHashMap<>();
    for (Person person : people) {
      byId.put(person.id(), person);
      if (person.isActive()) {
        for (String role : person.roles()) {
          byRole.computeIfAbsent(role, _ -> new ArrayList<>()).add(person.id());
        }
      }
    }
    byRole.replaceAll((_, ids) -> List.copyOf(ids));
    return new Directory(Collections.unmodifiableSequencedMap(byId), Map.copyOf(byRole));
  }

  private static Person person(ResultSet row, int number) throws SQLException {
    String[] roles = (String[]) row.getArray("roles").getArray();
    return new Person(
        row.getObject("id", UUID.class),
        row.getString("login"),
        row.getString("name"),
        row.getString("email"),
        row.getString("phone"),
        Collections.unmodifiableSortedSet(new TreeSet<>(List.of(roles))),
        row.getBoolean("service"),
        row.getBoolean("disabled"));
  }
}
