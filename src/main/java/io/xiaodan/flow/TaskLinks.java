package io.xiaodan.flow;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Person;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.link.RecordLink;
import io.xiaodan.link.RecordLinks;
import io.xiaodan.record.Caller;
import io.xiaodan.task.StoredTask;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Links by which one person does one task without signing in. A link is that person's at that task
 * and nothing else: it opens what they may see, takes one answer, and is worth nothing once it has
 * taken it, once the task is done or somebody else's, once the person is disabled, once it is over
 * or called back, or once the setting is off. Everything is asked of the application at that
 * moment; the link itself grants nothing.
 */
@Component
public class TaskLinks {

  private static final String PURPOSE = "task";
  private static final String USED = "used";

  private final RecordLinks links;
  private final TaskMailSettings settings;
  private final Flows flows;
  private final Blueprints blueprints;
  private final People people;
  private final JsonMapper json;
  private final Clock clock;

  TaskLinks(
      RecordLinks links,
      TaskMailSettings settings,
      Flows flows,
      Blueprints blueprints,
      People people,
      JsonMapper json,
      Clock clock) {
    this.links = links;
    this.settings = settings;
    this.flows = flows;
    this.blueprints = blueprints;
    this.people = people;
    this.json = json;
    this.clock = clock;
  }

  /**
   * What a link opens.
   *
   * @param caller its person, as they are in the application
   * @param work what the task asks
   */
  public record Opened(RecordLink link, Caller caller, StoredTask task, Flows.Work work) {

    /** Whether the page of the link is not enough for what the node asks. */
    public boolean needsApplication() {
      Asking asking = work.asking();
      return asking == null
          || asking.signature()
          || !work.choose().isEmpty()
          || !(work.node() instanceof FlowNode.Human);
    }
  }

  /** The link of a person to a task, made where there is none; one that is over works again. */
  RecordLink make(StoredTask task, UUID person) {
    ObjectNode about = json.createObjectNode();
    about.put("task", task.id().toString());
    about.put("person", person.toString());
    Instant until = clock.instant().plus(Duration.ofDays(settings.read().days()));
    RecordLink link =
        links.make(
            new RecordLinks.Target(
                PURPOSE,
                Objects.requireNonNull(task.form()),
                Objects.requireNonNull(task.recordId()),
                task.id() + "/" + person),
            about,
            until,
            Actor.SYSTEM);
    return isOver(link) ? links.prolong(link, until) : link;
  }

  private boolean isOver(RecordLink link) {
    return link.expiresAt() != null && !link.expiresAt().isAfter(clock.instant());
  }

  /** Path of the page of a link. */
  String path(RecordLink link) {
    return "/m/" + links.token(link);
  }

  /**
   * Opens a link; nothing changes by it, however often it is done and by whom.
   *
   * @param address where the request comes from
   * @throws io.xiaodan.kernel.ProblemException not found for an address that is none, is over, was
   *     called back or is switched off; not found or conflict for a task that is done or no longer
   *     theirs; limit
   */
  public Opened open(String token, String address, Language language) {
    RecordLink link = links.open(PURPOSE, token, address);
    if (!settings.read().enabled()) {
      throw Problem.of(ProblemKind.NOT_FOUND, "flow.mail_off").exception();
    }
    Person person =
        people
            .find(UUID.fromString(link.about().path("person").asString()))
            .filter(Person::isActive)
            .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "link.revoked").exception());
    Actor actor =
        new Actor(person.id(), person.name(), person.roles(), language, Origin.LINK, link.id());
    Caller caller = new Caller(blueprints.current(), actor);
    StoredTask task = flows.mine(actor, UUID.fromString(link.about().path("task").asString()));
    Optional<Flows.Work> work = flows.work(caller, task);
    if (!task.isOpen() || work.isEmpty() || link.about().has(USED)) {
      throw Problem.of(ProblemKind.CONFLICT, "flow.mail_used").exception();
    }
    return new Opened(link, caller, task, work.get());
  }

  /**
   * Answers the task of a link. The link is used up before anything is done, so that a second press
   * and a crash in between both find it used; what is refused gives it back.
   *
   * @throws io.xiaodan.kernel.ProblemException as {@link #open} and {@link Flows#act} do
   */
  public StoredTask act(
      String token, String address, Language language, String outcome, @Nullable String comment) {
    Opened opened = open(token, address, language);
    links.write(opened.link(), address);
    ObjectNode used = ((ObjectNode) opened.link().about()).deepCopy();
    used.put(USED, clock.instant().toString());
    if (!links.keep(opened.link(), used)) {
      throw Problem.of(ProblemKind.CONFLICT, "flow.mail_used").exception();
    }
    boolean done = false;
    try {
      StoredTask task =
          flows.act(opened.caller(), opened.task().id(), outcome, Answer.of(comment, null));
      done = true;
      links.used(opened.link());
      return task;
    } finally {
      if (!done) {
        links.keep(links.find(opened.link().id()).orElse(opened.link()), opened.link().about());
      }
    }
  }

  /**
   * Calls back every link to a task that went out so far.
   *
   * @return how many
   */
  public int callBack() {
    return links.revokeAll(PURPOSE);
  }
}
