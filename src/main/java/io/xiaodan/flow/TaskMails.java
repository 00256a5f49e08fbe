package io.xiaodan.flow;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Person;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.link.RecordLink;
import io.xiaodan.notification.Delivery;
import io.xiaodan.notification.Messenger;
import io.xiaodan.notification.Notices;
import io.xiaodan.notification.OutgoingMessage.Email;
import io.xiaodan.platform.Addresses;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.JobOrder;
import io.xiaodan.platform.JobType;
import io.xiaodan.platform.Jobs;
import io.xiaodan.platform.RetryPolicy;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.RecordSummaries;
import io.xiaodan.record.RecordSummary;
import io.xiaodan.task.Proxies;
import io.xiaodan.task.StoredTask;
import io.xiaodan.task.Tasks;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Mails that tell people of their tasks, each with a link of its receiver's own. The link is made
 * when the mail is sent, so it waits in no queue. A mail says what is asked and about which record,
 * and no more of it than its name: the rest is behind the link.
 */
@Component
class TaskMails {

  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  /**
   * What the job needs to know.
   *
   * @param hurry whether they are told once more
   */
  record Payload(UUID task, boolean hurry) {}

  private final Jobs jobs;
  private final TaskMailSettings settings;
  private final ObjectProvider<TaskLinks> links;
  private final ObjectProvider<RecordSummaries> summaries;
  private final FlowInstances instances;
  private final FlowVersions versions;
  private final Blueprints blueprints;
  private final Tasks tasks;
  private final Proxies proxies;
  private final People people;
  private final Addresses addresses;
  private final Messenger messenger;
  private final Notices notices;
  private final Messages messages;
  private final Workspace workspace;
  private final Ids ids;
  private final Clock clock;
  private final JobType<Payload> work;

  TaskMails(
      Jobs jobs,
      TaskMailSettings settings,
      ObjectProvider<TaskLinks> links,
      ObjectProvider<RecordSummaries> summaries,
      FlowInstances instances,
      FlowVersions versions,
      Blueprints blueprints,
      Tasks tasks,
      Proxies proxies,
      People people,
      Addresses addresses,
      Messenger messenger,
      Notices notices,
      Messages messages,
      Workspace workspace,
      Ids ids,
      Clock clock) {
    this.jobs = jobs;
    this.settings = settings;
    this.links = links;
    this.summaries = summaries;
    this.instances = instances;
    this.versions = versions;
    this.blueprints = blueprints;
    this.tasks = tasks;
    this.proxies = proxies;
    this.people = people;
    this.addresses = addresses;
    this.messenger = messenger;
    this.notices = notices;
    this.messages = messages;
    this.workspace = workspace;
    this.ids = ids;
    this.clock = clock;
    this.work =
        jobs.register(
            JobType.atLeastOnce(
                "flow.mail",
                Payload.class,
                RetryPolicy.standard(),
                (payload, run) -> send(payload, run.id())));
  }

  /** The work that tells those asked, to stand in the step that asks them; none while off. */
  List<JobOrder<?>> tell(UUID task, boolean hurry) {
    return settings.lately().enabled()
        ? List.of(
            new JobOrder<>(work, ids.next().toString(), new Payload(task, hurry), clock.instant()))
        : List.of();
  }

  private void send(Payload payload, String job) {
    StoredTask task = tasks.find(payload.task()).orElse(null);
    if (task == null
        || !task.isOpen()
        || !settings.read().enabled()
        || addresses.base().isEmpty()) {
      return;
    }
    FlowInstance instance = instances.find(Objects.requireNonNull(task.instance())).orElseThrow();
    Blueprint blueprint = blueprints.current();
    Flow flow = versions.of(blueprint, instance);
    String waiting = null;
    for (Person person : receivers(task, payload.hurry())) {
      String key = "task-mail:" + (payload.hurry() ? job : task.id()) + ":" + person.id();
      Delivery delivery = messenger.send(mail(key, person, task, instance, flow, blueprint));
      if (delivery instanceof Delivery.Failed(boolean retryable, Message reason) && retryable) {
        waiting = reason.code();
      }
    }
    if (waiting != null) {
      throw new IllegalStateException("task " + task.id() + " is not mailed yet: " + waiting);
    }
  }

  /**
   * Those asked and who stands in for them now, as far as they have an address; of roles that many
   * have, nobody, unless somebody calls to hurry.
   */
  private Set<Person> receivers(StoredTask task, boolean hurry) {
    Set<UUID> asked = new LinkedHashSet<>();
    Set<UUID> members = new LinkedHashSet<>();
    for (String who : tasks.assignees(task.id())) {
      String key = who.substring(who.indexOf(':') + 1);
      if (who.startsWith("person:")) {
        asked.add(UUID.fromString(key));
      } else {
        members.addAll(people.byRole(key));
      }
    }
    if (hurry || members.size() <= settings.read().mostMembers()) {
      asked.addAll(members);
    }
    Instant now = clock.instant();
    for (UUID person : List.copyOf(asked)) {
      proxies.about(person).stream()
          .filter(proxy -> proxy.person().equals(person) && !proxy.from().isAfter(now))
          .filter(proxy -> proxy.forms() == null || proxy.forms().contains(task.form()))
          .forEach(proxy -> asked.add(proxy.proxy()));
    }
    Set<Person> receivers = new LinkedHashSet<>();
    asked.stream()
        .flatMap(id -> people.find(id).stream())
        .filter(person -> person.isActive() && person.email() != null)
        .forEach(receivers::add);
    return receivers;
  }

  private Email mail(
      String key,
      Person person,
      StoredTask task,
      FlowInstance instance,
      Flow flow,
      Blueprint blueprint) {
    Language language = notices.language(person.id());
    Actor actor =
        new Actor(person.id(), person.name(), person.roles(), language, Origin.LINK, null);
    RecordSummary record =
        summaries
            .getObject()
            .of(new Caller(blueprint, actor), instance.form(), List.of(instance.recordId()))
            .get(instance.recordId());
    RecordLink link = links.getObject().make(task, person.id());
    FlowNode node = flow.nodes().get(task.node());
    Object[] said = {
      "name", person.name(),
      "node", node == null ? flow.label() : node.label(),
      "record", record == null ? flow.label() : record.title(),
      "starter", people.name(instance.startedBy()),
      "flow", flow.label(),
      "link", addresses.of(links.getObject().path(link)).orElseThrow(),
      "until", moment(Objects.requireNonNull(link.expiresAt())),
      "due", task.due() == null ? "" : moment(task.due())
    };
    String due = task.due() == null ? "flow.mail_body" : "flow.mail_body_due";
    return new Email(
        key,
        Objects.requireNonNull(person.email()),
        messages.text(Message.of("flow.mail_subject", said), language),
        messages.text(Message.of(due, said), language));
  }

  private String moment(Instant moment) {
    return MOMENT.format(moment.atZone(workspace.zone()));
  }
}
