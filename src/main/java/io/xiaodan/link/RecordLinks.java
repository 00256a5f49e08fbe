package io.xiaodan.link;

import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.RecordMemory;
import io.xiaodan.platform.Secrets;
import io.xiaodan.platform.Workspace;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Links to single records. An address is the link's id and a signature under it, so it can be shown
 * again whenever it is needed (on paper, in a message) although nothing secret is stored; another
 * generation of the link has another address.
 */
@Component
public class RecordLinks implements RecordMemory {

  private static final int ID_BYTES = 16;
  private static final int TOKEN_BYTES = 32;
  private static final String SIGNED = "record-link";

  private final JdbcTemplate database;
  private final JsonMapper json;
  private final Secrets secrets;
  private final LinkThrottle throttle;
  private final Ids ids;
  private final Clock clock;
  private final String table;

  RecordLinks(
      JdbcTemplate database,
      JsonMapper json,
      Secrets secrets,
      LinkThrottle throttle,
      Ids ids,
      Clock clock,
      Workspace workspace) {
    this.database = database;
    this.json = json;
    this.secrets = secrets;
    this.throttle = throttle;
    this.ids = ids;
    this.clock = clock;
    this.table = workspace.table("record_link");
  }

  /**
   * What a link is to open.
   *
   * @param subject what of the record; empty where there is only one thing
   */
  public record Target(String purpose, String form, UUID record, String subject) {}

  /** The link to a target, made where there is none yet. */
  public RecordLink make(Target target, JsonNode about, @Nullable Instant expires, UUID by) {
    database.update(
        "INSERT INTO "
            + table
            + " (id, purpose, form, record_id, subject, about, created_by, created_at, expires_at)"
            + " VALUES (?, ?, ?, ?, ?, ?::json, ?, ?, ?) ON CONFLICT DO NOTHING",
        ids.next(),
        target.purpose(),
        target.form(),
        target.record(),
        target.subject(),
        about.toString(),
        by,
        offset(clock.instant()),
        expires == null ? null : offset(expires));
    return find(target).orElseThrow();
  }

  /** The link to a target, stopped ones too. */
  public Optional<RecordLink> find(Target target) {
    return database
        .query(
            "SELECT * FROM " + table + " WHERE purpose = ? AND record_id = ? AND subject = ?",
            this::link,
            target.purpose(),
            target.record(),
            target.subject())
        .stream()
        .findFirst();
  }

  /** The links to a record for one purpose, the newest first. */
  public List<RecordLink> of(String purpose, UUID record) {
    return database.query(
        "SELECT * FROM "
            + table
            + " WHERE purpose = ? AND record_id = ? ORDER BY created_at DESC, id DESC",
        this::link,
        purpose,
        record);
  }

  /** One link. */
  public Optional<RecordLink> find(UUID id) {
    return database.query("SELECT * FROM " + table + " WHERE id = ?", this::link, id).stream()
        .findFirst();
  }

  /** What stands in the address of a link. */
  public String token(RecordLink link) {
    byte[] signature = secrets.sign(SIGNED, signed(link));
    byte[] whole =
        ByteBuffer.allocate(TOKEN_BYTES)
            .putLong(link.id().getMostSignificantBits())
            .putLong(link.id().getLeastSignificantBits())
            .put(signature)
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
  }

  private static String signed(RecordLink link) {
    return link.purpose() + ":" + link.id() + ":" + link.generation();
  }

  /**
   * The link an address leads to, for somebody who opens it.
   *
   * @param address where the request comes from
   * @throws ProblemException not found: {@code link.unknown}, {@code link.revoked}, {@code
   *     link.expired}; limit
   */
  public RecordLink open(String purpose, String token, String address) {
    RecordLink link = known(purpose, token);
    throttle.count(LinkThrottle.Act.LOOK, link.id(), address);
    if (link.revokedAt() != null) {
      throw Problem.of(ProblemKind.NOT_FOUND, "link.revoked").exception();
    }
    if (link.expiresAt() != null && !link.expiresAt().isAfter(clock.instant())) {
      throw Problem.of(ProblemKind.NOT_FOUND, "link.expired").exception();
    }
    return link;
  }

  private RecordLink known(String purpose, String token) {
    byte[] whole;
    try {
      whole = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
    if (whole.length != TOKEN_BYTES) {
      throw unknown();
    }
    ByteBuffer bytes = ByteBuffer.wrap(whole);
    RecordLink link = find(new UUID(bytes.getLong(), bytes.getLong())).orElseThrow(this::unknown);
    byte[] signature = Arrays.copyOfRange(whole, ID_BYTES, TOKEN_BYTES);
    if (!link.purpose().equals(purpose) || !secrets.isSigned(SIGNED, signed(link), signature)) {
      throw unknown();
    }
    return link;
  }

  private ProblemException unknown() {
    return Problem.of(ProblemKind.NOT_FOUND, "link.unknown").exception();
  }

  /** Counts that a link was opened. */
  public void used(RecordLink link) {
    database.update(
        "UPDATE " + table + " SET uses = uses + 1, used_at = ? WHERE id = ?",
        offset(clock.instant()),
        link.id());
  }

  /**
   * Counts that something is written through a link, before it is.
   *
   * @throws ProblemException limit
   */
  public void write(RecordLink link, String address) {
    throttle.count(LinkThrottle.Act.SEND, link.id(), address);
  }

  /**
   * Counts that a document is made for a link, before it is.
   *
   * @throws ProblemException limit
   */
  public void fetch(RecordLink link, String address) {
    throttle.count(LinkThrottle.Act.ASK, link.id(), address);
  }

  /** Stops a link, or lets it work again. */
  public RecordLink revoke(RecordLink link, boolean revoked) {
    database.update(
        "UPDATE " + table + " SET revoked_at = ? WHERE id = ?",
        revoked ? offset(clock.instant()) : null,
        link.id());
    return find(link.id()).orElseThrow();
  }

  /** Gives a link another address and lets it work; the old address is no more. */
  public RecordLink renew(RecordLink link) {
    database.update(
        "UPDATE " + table + " SET generation = generation + 1, revoked_at = NULL WHERE id = ?",
        link.id());
    return find(link.id()).orElseThrow();
  }

  /** Lets a link work until another moment. */
  public RecordLink prolong(RecordLink link, Instant until) {
    database.update(
        "UPDATE " + table + " SET expires_at = ? WHERE id = ?", offset(until), link.id());
    return find(link.id()).orElseThrow();
  }

  /**
   * Stops every link for a purpose that is still working.
   *
   * @return how many
   */
  public int revokeAll(String purpose) {
    OffsetDateTime now = offset(clock.instant());
    return database.update(
        "UPDATE "
            + table
            + " SET revoked_at = ? WHERE purpose = ? AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)",
        now,
        purpose,
        now);
  }

  /** Replaces what is kept with a link; false where somebody else was faster. */
  public boolean keep(RecordLink link, JsonNode about) {
    return database.update(
            "UPDATE " + table + " SET about = ?::json WHERE id = ? AND about::text = ?",
            about.toString(),
            link.id(),
            link.about().toString())
        > 0;
  }

  @Override
  public void forget(Collection<UUID> records) {
    database.update(
        "DELETE FROM " + table + " WHERE record_id = ANY (?::uuid[])",
        (Object) records.stream().map(UUID::toString).toArray(String[]::new));
  }

  private RecordLink link(ResultSet row, int number) throws SQLException {
    return new RecordLink(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        Objects.requireNonNull(row.getString("purpose")),
        Objects.requireNonNull(row.getString("form")),
        Objects.requireNonNull(row.getObject("record_id", UUID.class)),
        Objects.requireNonNull(row.getString("subject")),
        row.getInt("generation"),
        Objects.requireNonNull(json.readValue(row.getString("about"), JsonNode.class)),
        Objects.requireNonNull(row.getObject("created_by", UUID.class)),
        Objects.requireNonNull(instant(row, "created_at")),
        instant(row, "expires_at"),
        instant(row, "revoked_at"),
        row.getLong("uses"),
        instant(row, "used_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
    return moment == null ? null : moment.toInstant();
  }

  private static OffsetDateTime offset(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
