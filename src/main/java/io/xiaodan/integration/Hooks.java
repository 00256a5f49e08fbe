package io.xiaodan.integration;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.identity.Secrets;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.json.JsonMapper;

/** The doors for other systems, as administrators keep them. */
@Component
public class Hooks {

  private static final int LONGEST_LABEL = 100;
  private static final int SHORTEST_SECRET = 8;
  private static final int LONGEST_EXAMPLE = 100_000;

  private final JdbcClient database;
  private final io.xiaodan.platform.Secrets secrets;
  private final Blueprints blueprints;
  private final JsonMapper json;
  private final Ids ids;
  private final Clock clock;
  private final String table;

  Hooks(
      JdbcClient database,
      io.xiaodan.platform.Secrets secrets,
      Blueprints blueprints,
      JsonMapper json,
      Ids ids,
      Clock clock,
      Workspace workspace) {
    this.database = database;
    this.secrets = secrets;
    this.blueprints = blueprints;
    this.json = json;
    this.ids = ids;
    this.clock = clock;
    this.table = workspace.table("hook");
  }

  private record Sealed(String address, @Nullable String secret) {}

  /**
   * What is to be kept of a door.
   *
   * @param secret null to keep the one there is
   */
  public record Wish(
      String label,
      String form,
      HookProof proof,
      @Nullable String secret,
      HookMapping mapping,
      boolean enabled) {}

  /** All doors by name. */
  public List<Hook> all() {
    return database
        .sql("select * from " + table + " order by label, id")
        .query((row, _) -> hook(row))
        .list();
  }

  /** A door. */
  public Optional<Hook> find(UUID id) {
    return database
        .sql("select * from " + table + " where id = ?")
        .param(id)
        .query((row, _) -> hook(row))
        .optional();
  }

  /** The door at an address, with what its calls are proved by. */
  Optional<Door> byAddress(String address) {
    return database
        .sql("select * from " + table + " where address_hash = ?")
        .param(Secrets.hash(address))
        .query(
            (row, _) -> new Door(hook(row), Objects.requireNonNullElse(sealed(row).secret(), "")))
        .optional();
  }

  /** A door and its secret; blank where there is none. */
  record Door(Hook hook, String secret) {}

  /**
   * Makes a door under a new address.
   *
   * @throws io.xiaodan.kernel.ProblemException INVALID with everything that is wrong
   */
  public Hook create(Wish wish, UUID by) {
    check(wish, wish.secret());
    UUID id = ids.next();
    String address = Secrets.fresh();
    database
        .sql(
            "insert into "
                + table
                + " (id, label, form, address_hash, sealed, proof, document, enabled, rev, updated_at, updated_by) values (?, ?, ?, ?, ?, ?, cast(? as json), ?, 1, ?, ?)")
        .params(
            id,
            wish.label().strip(),
            wish.form(),
            Secrets.hash(address),
            seal(id, address, wish.secret()),
            wish.proof().key(),
            json.writeValueAsString(wish.mapping()),
            wish.enabled(),
            clock.instant().atOffset(ZoneOffset.UTC),
            by)
        .update();
    return find(id).orElseThrow();
  }

  /**
   * Changes a door.
   *
   * @param rev that the person saw
   * @throws io.xiaodan.kernel.ProblemException NOT_FOUND, INVALID with everything that is wrong, or
   *     CONFLICT when somebody else changed it
   */
  public Hook change(UUID id, long rev, Wish wish, UUID by) {
    Sealed before =
        database
            .sql("select * from " + table + " where id = ?")
            .param(id)
            .query((row, _) -> sealed(row))
            .optional()
            .orElseThrow(
                () -> Problem.of(ProblemKind.NOT_FOUND, "integration.no_hook").exception());
    String secret = wish.secret() == null ? before.secret() : wish.secret();
    check(wish, secret);
    int changed =
        database
            .sql(
                "update "
                    + table
                    + " set label = ?, form = ?, sealed = ?, proof = ?, document = cast(? as json), enabled = ?, rev = rev + 1, updated_at = ?, updated_by = ? where id = ? and rev = ?")
            .params(
                wish.label().strip(),
                wish.form(),
                seal(id, before.address(), secret),
                wish.proof().key(),
                json.writeValueAsString(wish.mapping()),
                wish.enabled(),
                clock.instant().atOffset(ZoneOffset.UTC),
                by,
                id,
                rev)
            .update();
    if (changed == 0) {
      throw Problem.of(ProblemKind.CONFLICT, "integration.hook_changed").exception();
    }
    return find(id).orElseThrow();
  }

  /** Takes a door away, with the log of its calls; whether there was one. */
  public boolean remove(UUID id) {
    return database.sql("delete from " + table + " where id = ?").param(id).update() > 0;
  }

  private void check(Wish wish, @Nullable String secret) {
    List<Violation> violations = new ArrayList<>();
    if (wish.label().isBlank() || wish.label().length() > LONGEST_LABEL) {
      violations.add(
          Violation.at("label", Message.of("integration.hook_label", "most", LONGEST_LABEL)));
    }
    if (wish.proof() != HookProof.NONE && (secret == null || secret.length() < SHORTEST_SECRET)) {
      violations.add(
          Violation.at("secret", Message.of("integration.hook_secret", "least", SHORTEST_SECRET)));
    }
    Blueprint blueprint = blueprints.current();
    Form form = blueprint.find(Form.TYPE, wish.form()).orElse(null);
    if (form == null) {
      violations.add(Violation.at("form", Message.of("integration.no_form", "form", wish.form())));
    } else {
      check(wish.mapping(), form, violations);
    }
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations).exception();
    }
  }

  private static void check(HookMapping mapping, Form form, List<Violation> violations) {
    if (mapping.fields().isEmpty()) {
      violations.add(Violation.at("fields", Message.of("integration.no_fields")));
    }
    for (HookMapping.Source source : mapping.fields()) {
      String place = "fields." + source.field();
      if (!form.fields().containsKey(source.field())) {
        violations.add(
            Violation.at(
                place,
                Message.of("integration.no_field", "form", form.label(), "field", source.field())));
      } else if (source.path() == null && source.value() == null) {
        violations.add(Violation.at(place, Message.of("integration.no_source")));
      } else if (source.path() != null && !isPointer(source.path())) {
        violations.add(
            Violation.at(place, Message.of("integration.bad_path", "path", source.path())));
      }
    }
    if (mapping.key() != null && !isPointer(mapping.key())) {
      violations.add(
          Violation.at("key", Message.of("integration.bad_path", "path", mapping.key())));
    }
    FormField match = mapping.match() == null ? null : form.fields().get(mapping.match());
    boolean mapped =
        mapping.fields().stream().anyMatch(source -> source.field().equals(mapping.match()));
    if (mapping.match() != null && (match == null || !match.unique() || !mapped)) {
      violations.add(Violation.at("match", Message.of("integration.bad_match")));
    }
    if (mapping.example() != null && mapping.example().length() > LONGEST_EXAMPLE) {
      violations.add(Violation.at("example", Message.of("too_large")));
    }
  }

  private static boolean isPointer(String text) {
    try {
      JsonPointer.compile(text);
      return text.startsWith("/");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private String seal(UUID id, String address, @Nullable String secret) {
    String kept = secret == null || secret.isBlank() ? null : secret;
    return secrets.seal("hook:" + id, json.writeValueAsString(new Sealed(address, kept)));
  }

  private Sealed sealed(ResultSet row) throws SQLException {
    return json.readValue(
        secrets.open("hook:" + row.getObject("id", UUID.class), row.getString("sealed")),
        Sealed.class);
  }

  private Hook hook(ResultSet row) throws SQLException {
    Sealed sealed = sealed(row);
    return new Hook(
        row.getObject("id", UUID.class),
        row.getString("label"),
        row.getString("form"),
        sealed.address(),
        HookProof.of(row.getString("proof")).orElseThrow(),
        sealed.secret() != null,
        json.readValue(row.getString("document"), HookMapping.class),
        row.getBoolean("enabled"),
        row.getLong("rev"),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }
}
