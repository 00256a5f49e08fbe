package io.xiaodan.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.support.ServerTest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
class PeopleTests {

  @Autowired private People people;
  @Autowired private Sessions sessions;
  @Autowired private JdbcClient database;

  @Test
  void givesWorkOnlyToActivePeopleOfARoleInTheOrderOfTheirNames() {
    sessions.openToken(Role.BUILDER);
    UUID wang = create("王一", Role.BUILDER);
    UUID li = create("李一", Role.BUILDER);
    UUID gone = create("陈一", Role.BUILDER);
    people.disable(gone);
    List<UUID> found =
        people.byRole(Role.BUILDER).stream()
            .filter(id -> id.equals(wang) || id.equals(li) || id.equals(gone))
            .toList();
    assertThat(found).containsExactly(li, wang);
    assertThat(people.byRole(Role.BUILDER))
        .noneMatch(id -> people.find(id).orElseThrow().service());
    assertThat(people.byRole("nobody_has_this")).isEmpty();
  }

  @Test
  void keepsTheNamesOfThoseWhoLeftAndOfTheProductItself() {
    UUID gone = create("周二");
    people.disable(gone);
    assertThat(people.name(gone)).isEqualTo("周二");
    assertThat(people.name(Actor.SYSTEM)).isEqualTo("系统");
    UUID unknown = new UUID(7, 7);
    assertThat(people.name(unknown)).isEqualTo(unknown.toString());
    assertThat(people.find(List.of(gone, unknown))).containsOnlyKeys(gone);
  }

  @Test
  void hashesPasswordsWithBcrypt() {
    UUID id = create("吴三");
    people.changePassword(id, "a-good-password");
    assertThat(
            database
                .sql("select password_hash from xiaodan.person where id = ?")
                .param(id)
                .query(String.class)
                .single())
        .startsWith("{bcrypt}$2")
        .doesNotContain("a-good-password");
  }

  private UUID create(String name, String... roles) {
    return people
        .create(new NewPerson("p." + System.nanoTime(), name, null, null, null, Set.of(roles)))
        .id();
  }
}
