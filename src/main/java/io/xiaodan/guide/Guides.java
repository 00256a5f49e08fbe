package io.xiaodan.guide;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.form.Form;
import io.xiaodan.identity.People;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.notification.ConnectionKind;
import io.xiaodan.notification.Connections;
import io.xiaodan.notification.Messenger;
import io.xiaodan.platform.Addresses;
import io.xiaodan.platform.Workspace;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** How far a new workspace has come with its first steps. */
@Component
public class Guides {

  private final Blueprints blueprints;
  private final People people;
  private final Connections connections;
  private final Messenger messenger;
  private final Addresses addresses;
  private final JdbcTemplate database;
  private final Workspace workspace;
  private final Clock clock;
  private final String closed;

  Guides(
      Blueprints blueprints,
      People people,
      Connections connections,
      Messenger messenger,
      Addresses addresses,
      JdbcTemplate database,
      Workspace workspace,
      Clock clock) {
    this.blueprints = blueprints;
    this.people = people;
    this.connections = connections;
    this.messenger = messenger;
    this.addresses = addresses;
    this.database = database;
    this.workspace = workspace;
    this.clock = clock;
    this.closed = workspace.table("guide_closed");
  }

  /**
   * How far a guide has come.
   *
   * @param done keys of the steps that are done
   */
  public record Progress(Guide guide, Set<String> done) {}

  /** The first guide with a step still to do that nobody has closed. */
  public Optional<Progress> open() {
    Set<String> put =
        new HashSet<>(database.queryForList("SELECT guide FROM " + closed, String.class));
    Blueprint blueprint = blueprints.current();
    return blueprint.all(Guide.TYPE).values().stream()
        .filter(guide -> !put.contains(guide.key()))
        .map(guide -> new Progress(guide, done(blueprint, guide)))
        .filter(progress -> progress.done().size() < progress.guide().steps().size())
        .findFirst();
  }

  /**
   * Puts a guide away for everybody. Closing it twice changes nothing.
   *
   * @throws io.xiaodan.kernel.ProblemException not found where there is none of that key
   */
  public void close(String key, UUID by) {
    if (blueprints.current().find(Guide.TYPE, key).isEmpty()) {
      throw Problem.of(ProblemKind.NOT_FOUND, "not_found").exception();
    }
    database.update(
        "INSERT INTO "
            + closed
            + " (guide, closed_by, closed_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        key,
        by,
        clock.instant().atOffset(ZoneOffset.UTC));
  }

  private Set<String> done(Blueprint blueprint, Guide guide) {
    List<Guide.Step> steps = guide.steps();
    Set<String> done = new HashSet<>();
    for (Guide.Step step : steps) {
      boolean reached =
          switch (step.goal()) {
            case Guide.Goal.HasRecords records ->
                blueprint.find(Form.TYPE, records.form()).map(this::hasRecords).orElse(false);
            case Guide.Goal.IsSetUp one -> isSetUp(one.setting());
          };
      if (reached) {
        done.add(step.key());
      }
    }
    return done;
  }

  private boolean hasRecords(Form form) {
    return Boolean.TRUE.equals(
        database.queryForObject(
            "SELECT EXISTS (SELECT 1 FROM %s WHERE deleted_at IS NULL)"
                .formatted(workspace.table(form.table())),
            Boolean.class));
  }

  private boolean isSetUp(Guide.Setting setting) {
    return switch (setting) {
      case PEOPLE -> people.all().size() > 1;
      case ADDRESS -> addresses.base().isPresent();
      case MAIL ->
          messenger.installed().mail()
              || connections.all().stream().anyMatch(each -> each.kind() == ConnectionKind.MAIL);
    };
  }
}
