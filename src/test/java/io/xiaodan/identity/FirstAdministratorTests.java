package io.xiaodan.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.platform.Ids;
import io.xiaodan.support.ServerTest;
import io.xiaodan.support.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Starts in an empty database of its own, several times where the test says so. */
@ServerTest
class FirstAdministratorTests {

  @Autowired private Clock clock;
  @Autowired private Ids ids;
  @Autowired private Changes changes;
  @Autowired private Roles roles;
  @Autowired private Passwords passwords;
  @Autowired private PersonRules rules;

  private JdbcClient database;
  private People people;
  private Sessions sessions;
  private Setup setup;

  @BeforeEach
  void anEmptyDatabase() {
    DataSource source = TestDatabase.fresh().dataSource();
    database = JdbcClient.create(source);
    TransactionTemplate transaction =
        new TransactionTemplate(new DataSourceTransactionManager(source));
    people = new People(database, transaction, ids, changes, passwords, rules);
    sessions =
        new Sessions(
            database,
            clock,
            ids,
            changes,
            people,
            roles,
            passwords,
            new SignInThrottle(clock),
            new SessionSettings(Duration.ofDays(1), Duration.ofDays(2)));
    setup = new Setup(database, clock, people, passwords, sessions);
  }

  @Test
  void withoutAPasswordALinkIsPrintedAtEveryStartUntilOneIsSet() {
    String first = start(null);
    assertThat(first).contains("http://localhost:8080/setup?token=");
    String second = start(null);
    assertThat(second).contains("/setup?token=").isNotEqualTo(first);

    setup.complete(second.substring(second.indexOf("token=") + 6), "chosen-by-hand");
    assertThat(start(null)).isEmpty();
    assertThat(setup.login(first.substring(first.indexOf("token=") + 6)))
        .as("the older link is used up as well")
        .isEmpty();
  }

  @Test
  void aPasswordFromTheEnvironmentNeedsNoLink() {
    assertThat(start("from-environment")).isEmpty();
    Actor admin = sessions.signIn("admin", "from-environment", "here").session().inChinese();
    assertThat(admin.roles()).containsExactlyInAnyOrder(Role.ADMINISTRATOR, Role.BUILDER);
  }

  @Test
  void aNewPasswordFromTheEnvironmentReplacesTheOldOneAndEndsItsSessions() {
    start("first-password");
    String token = sessions.signIn("admin", "first-password", "here").token();
    start("first-password");
    assertThat(sessions.find(token)).as("nothing changed").isPresent();
    start("second-password");
    assertThat(sessions.find(token)).isEmpty();
    assertThat(sessions.signIn("admin", "second-password", "here").token()).isNotEmpty();
  }

  @Test
  void noPasswordIsThereBeforeOneIsSet() {
    start(null);
    assertThat(
            database
                .sql("select count(*) from xiaodan.person where password_hash is not null")
                .query(Integer.class)
                .single())
        .isZero();
  }

  private String start(@Nullable String password) {
    FirstAdministrator start =
        new FirstAdministrator(
            database, people, passwords, setup, changes, new AdminSettings(password));
    start.afterSingletonsInstantiated();
    return String.join("\n", start.lines("http://localhost:8080", Locale.CHINESE));
  }
}
