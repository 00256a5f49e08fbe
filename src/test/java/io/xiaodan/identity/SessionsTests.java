package io.xiaodan.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xiaodan.identity.Session.Kind;
import io.xiaodan.platform.Feed;
import io.xiaodan.platform.Ids;
import io.xiaodan.support.ServerTest;
import io.xiaodan.support.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
class SessionsTests {

  private static final Duration IDLE = Duration.ofDays(7);
  private static final Duration LONGEST = Duration.ofDays(30);

  @Autowired private JdbcClient database;
  @Autowired private Ids ids;
  @Autowired private Changes changes;
  @Autowired private Feed feed;
  @Autowired private People people;
  @Autowired private Roles roles;
  @Autowired private Passwords passwords;

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T08:00:00Z"));
  private Sessions sessions;
  private Sessions otherNode;
  private UUID person;

  @BeforeEach
  void somebodyWorksHere() {
    sessions = sessions(changes);
    otherNode = sessions(new Changes(feed));
    person =
        people
            .create(
                new NewPerson("sessions." + System.nanoTime(), "韩梅", null, null, null, Set.of()))
            .id();
  }

  @Test
  void storesTheHashOfATokenAndNotTheToken() {
    String token = sessions.open(person, Kind.BROWSER).token();
    byte[] stored =
        database
            .sql("select token_hash from xiaodan.session where person_id = ?")
            .param(person)
            .query((row, _) -> row.getBytes(1))
            .single();
    assertThat(stored).isEqualTo(Secrets.hash(token)).hasSize(32);
  }

  @Test
  void endsASessionThatIsNotUsed() {
    String token = sessions.open(person, Kind.BROWSER).token();
    clock.advance(IDLE.minusSeconds(1));
    assertThat(otherNode.find(token)).isPresent();
    clock.advance(IDLE);
    assertThat(otherNode.find(token)).as("remembered, but expired").isEmpty();
    assertThat(sessions(changes).find(token)).as("never seen before").isEmpty();
  }

  @Test
  void keepsASessionInUseButNotForEver() {
    Instant opened = clock.instant();
    String token = sessions.open(person, Kind.BROWSER).token();
    while (clock.instant().isBefore(opened.plus(LONGEST).minus(Duration.ofDays(6)))) {
      clock.advance(Duration.ofDays(6));
      assertThat(sessions(changes).find(token)).isPresent();
    }
    clock.set(opened.plus(LONGEST));
    assertThat(sessions(changes).find(token)).isEmpty();
  }

  @Test
  void aTokenHoldsUntilItIsRevoked() {
    Session.Opened opened = sessions.openToken(Role.BUILDER);
    clock.advance(Duration.ofDays(3_650));
    assertThat(sessions(changes).find(opened.token())).isPresent();
    sessions.revokeToken(opened.session().id());
    assertThat(sessions.find(opened.token())).isEmpty();
  }

  @Test
  void aKnownTokenCostsNoQuery() {
    String token = sessions.open(person, Kind.BROWSER).token();
    assertThat(sessions.find(token)).isPresent();
    database.sql("delete from xiaodan.session where person_id = ?").param(person).update();
    assertThat(sessions.find(token)).as("asked the database again").isPresent();
  }

  @Test
  void revokingIsSeenAtOnceHereAndSoonByWhoeverHearsTheFeed() {
    String token = sessions.open(person, Kind.BROWSER).token();
    assertThat(otherNode.find(token)).isPresent();
    sessions.signOut(token);
    assertThat(sessions.find(token)).isEmpty();
    await().until(() -> otherNode.find(token).isEmpty());
  }

  @Test
  void carriesThePersonWithTheOriginOfTheirKindOfSession() {
    Actor browser = sessions.open(person, Kind.BROWSER).session().inChinese();
    assertThat(browser.personId()).isEqualTo(person);
    assertThat(browser.name()).isEqualTo("韩梅");
    assertThat(browser.origin()).isEqualTo(Origin.USER);
    assertThat(sessions.openToken(Role.BUILDER).session().inEnglish().origin())
        .isEqualTo(Origin.API);
  }

  @Test
  void knowsNothingOfOtherTokens() {
    assertThat(sessions.find("")).isEmpty();
    assertThat(sessions.find(Secrets.fresh())).isEmpty();
    assertThat(sessions.find("x".repeat(100_000))).isEmpty();
  }

  private Sessions sessions(Changes heard) {
    return new Sessions(
        database,
        clock,
        ids,
        heard,
        people,
        roles,
        passwords,
        new SignInThrottle(clock),
        new SessionSettings(IDLE, LONGEST));
  }
}
