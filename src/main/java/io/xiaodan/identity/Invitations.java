package io.xiaodan.identity;

import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Links by which people choose their password themselves, when they are new or have forgotten it.
 * Only the latest link of a person works, once, for a week, and not while they are disabled.
 */
@Component
public class Invitations {

  private final JdbcClient database;
  private final Setup setup;
  private final People people;

  Invitations(JdbcClient database, Setup setup, People people) {
    this.database = database;
    this.setup = setup;
    this.people = people;
  }

  /**
   * A link that was just made.
   *
   * @param path address without the host; it holds the secret, which is stored nowhere
   */
  public record Invitation(UUID person, String path) {}

  /**
   * How far somebody is with signing in.
   *
   * @param joined whether they have a password
   * @param invitedUntil when their link stops working; null where there is none
   */
  public record Standing(boolean joined, @Nullable Instant invitedUntil) {}

  /**
   * Makes a link; those made before stop working. The present password keeps working until the link
   * is used.
   *
   * @throws io.xiaodan.kernel.ProblemException not found; conflict for somebody who is disabled
   */
  public Invitation open(UUID person) {
    Person found =
        people
            .find(person)
            .filter(each -> !each.service())
            .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "no_person").exception());
    if (found.disabled()) {
      throw Problem.of(ProblemKind.CONFLICT, "invite_disabled", "name", found.name()).exception();
    }
    database.sql("delete from xiaodan.setup_token where person_id = ?").param(person).update();
    return new Invitation(person, "/setup?token=" + setup.open(person));
  }

  /** Everybody's standing, by person. */
  public Map<UUID, Standing> standings() {
    Map<UUID, Standing> all = new LinkedHashMap<>();
    database
        .sql(
            """
            select p.id, p.password_hash is not null,
              (select max(t.expires_at) from xiaodan.setup_token t where t.person_id = p.id and t.expires_at > ?)
            from xiaodan.person p where not p.service
            """)
        .param(setup.now())
        .query(row -> {
          OffsetDateTime until = row.getObject(3, OffsetDateTime.class);
          all.put(
              row.getObject(1, UUID.class),
              new Standing(row.getBoolean(2), until == null ? null : until.toInstant()));
        });
    return all;
  }
}
