package io.xiaodan.flow;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Values;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.notification.NewNotice;
import io.xiaodan.notification.NoticeKind;
import io.xiaodan.notification.Notices;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.JobOrder;
import io.xiaodan.task.NewTask;
import io.xiaodan.task.TaskKind;
import io.xiaodan.task.Tasks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns what the interpreter asks for into writes. */
@Component
class FlowWriting {

  private final FlowInstances instances;
  private final FlowTrail trail;
  private final FlowCopies copies;
  private final FlowTimers timers;
  private final Tasks tasks;
  private final Notices notices;
  private final Assigning assigning;
  private final Messages messages;
  private final Ids ids;
  private final TaskMails mails;

  FlowWriting(
      FlowInstances instances,
      FlowTrail trail,
      FlowCopies copies,
      FlowTimers timers,
      Tasks tasks,
      Notices notices,
      Assigning assigning,
      Messages messages,
      Ids ids,
      TaskMails mails) {
    this.mails = mails;
    this.instances = instances;
    this.trail = trail;
    this.copies = copies;
    this.timers = timers;
    this.tasks = tasks;
    this.notices = notices;
    this.assigning = assigning;
    this.messages = messages;
    this.ids = ids;
  }

  /**
   * What a step is about.
   *
   * @param instance as it was before the step
   * @param values the record's, for messages
   */
  record Scene(
      FlowInstance instance,
      Flow flow,
      Operation operation,
      Note note,
      Values values,
      Environment environment) {}

  /** The writes of the first step; the instance is as it is after it. */
  FlowStep begin(Scene scene, Interpreter.Step step, List<?> answers) {
    FlowStep writes = new FlowStep();
    writes.add(instances.insert(scene.instance(), answers));
    add(scene, step, writes);
    return writes;
  }

  /** The writes of a further step. */
  FlowStep next(Scene scene, Interpreter.Step step, List<@Nullable Object> answers) {
    FlowInstance instance = scene.instance();
    Operation operation = scene.operation();
    Note note = scene.note();
    FlowStep writes = new FlowStep();
    writes.addGuarded(
        "instance",
        instances.advance(instance, step.state(), Ceilings.approved(scene, step), operation.at()));
    writes.add(
        trail.insert(
            new FlowEvent(
                ids.next(),
                instance.id(),
                instance.rev() + 1,
                operation.at(),
                operation.act(),
                operation.by(),
                note.behalf(),
                note.node() == null ? operation.node() : note.node(),
                note.task(),
                operation.outcome(),
                note.comment(),
                operation.people(),
                note.files(),
                note.signature(),
                note.via() == null ? null : note.via().key()),
            new FlowTrail.Detail(operation, answers)));
    add(scene, step, writes);
    return writes;
  }

  private void add(Scene scene, Interpreter.Step step, FlowStep writes) {
    close(scene, step, writes);
    List<NewNotice> told = new ArrayList<>();
    List<JobOrder<?>> alarms = new ArrayList<>();
    for (Effect effect : step.effects()) {
      switch (effect) {
        case Effect.Open open -> {
          open(scene, step, open, writes, told);
          alarms.addAll(mails.tell(open.task(), false));
        }
        case Effect.Close _ -> {}
        case Effect.Widen widen -> {
          writes.add(tasks.widen(widen.task(), widen.who().assignees()));
          writes.afterwards(() -> tasks.announce(widen.who().assignees()));
          alarms.addAll(mails.tell(widen.task(), false));
        }
        case Effect.Copies copy -> copy(scene, copy, writes, told);
        case Effect.Hurry hurry -> {
          tell(scene, everybody(hurry.who()), "flow.hurry", told);
          alarms.addAll(mails.tell(hurry.task(), true));
        }
        case Effect.Tell tell -> tell(scene, tell.people(), "flow.mentioned", told);
        case Effect.Limit limit -> alarms.add(timers.limit(scene.instance().id(), limit));
        case Effect.Wake wake -> alarms.add(timers.wake(scene.instance().id(), wake));
        case Effect.Carry carry -> alarms.add(carry(scene, carry));
      }
    }
    if (!told.isEmpty()) {
      writes.add(notices.insertFragment(told));
      writes.afterwards(() -> notices.announce(told.stream().map(NewNotice::personId).toList()));
    }
    if (!alarms.isEmpty()) {
      writes.add(timers.insert(alarms));
      writes.afterwards(timers::wakeWorkers);
    }
  }

  /** One finished task at most, and any number that this has made needless. */
  private void close(Scene scene, Interpreter.Step step, FlowStep writes) {
    Operation operation = scene.operation();
    List<UUID> needless = new ArrayList<>();
    Set<UUID> opened = new LinkedHashSet<>(opened(step));
    for (Effect effect : step.effects()) {
      if (!(effect instanceof Effect.Close close) || opened.contains(close.task())) {
        continue;
      }
      if (close.by() != null) {
        writes.addGuarded(
            "task",
            tasks.finish(
                close.task(),
                close.by(),
                scene.note().behalf(),
                operation.at(),
                java.util.Objects.requireNonNullElse(close.outcome(), operation.act().key()),
                scene.note().comment()));
        writes.add(tasks.release(close.task()));
      } else {
        needless.add(close.task());
      }
      whoHad(scene, close.task())
          .ifPresent(pool -> writes.afterwards(() -> tasks.announce(pool.assignees())));
    }
    if (!needless.isEmpty()) {
      writes.add(tasks.close(needless, operation.by(), operation.at(), operation.act().key()));
      writes.add(tasks.release(needless));
    }
  }

  private static List<UUID> opened(Interpreter.Step step) {
    return step.effects().stream()
        .filter(Effect.Open.class::isInstance)
        .map(effect -> ((Effect.Open) effect).task())
        .toList();
  }

  private static Optional<Pool> whoHad(Scene scene, UUID task) {
    return scene.instance().place().tokens().stream()
        .map(token -> token.seat(task))
        .flatMap(Stream::ofNullable)
        .map(seat -> seat.top().pool())
        .findFirst();
  }

  private void open(
      Scene scene, Interpreter.Step step, Effect.Open open, FlowStep writes, List<NewNotice> told) {
    Token holding = step.state().holding(open.task());
    if (holding == null) {
      return;
    }
    writes.addAll(
        tasks.insert(
            new NewTask(
                open.task(),
                open.approval() ? TaskKind.APPROVE : TaskKind.HANDLE,
                scene.instance().form(),
                scene.instance().recordId(),
                scene.instance().id(),
                open.node(),
                null,
                scene.operation().at(),
                open.who().assignees(),
                open.due(),
                scene.flow().priority().of(scene.values(), scene.environment()),
                TaskNarrowing.words(
                    scene.flow().node(open.node()), holding.phase() != Token.Phase.CHOOSING))));
    writes.afterwards(() -> tasks.announce(open.who().assignees()));
    if (scene.flow().node(open.node()) instanceof FlowNode.Human human
        && human.asking().message() != null) {
      message(scene, human.asking().message(), everybody(open.who()), told);
    }
  }

  private void copy(Scene scene, Effect.Copies copy, FlowStep writes, List<NewNotice> told) {
    Set<UUID> people = new LinkedHashSet<>(everybody(copy.who()));
    people.removeAll(copies.people(scene.instance().id()));
    if (people.isEmpty()) {
      return;
    }
    writes.add(copies.insert(scene.instance(), people, copy.node(), scene.operation().at()));
    NodeMessage message =
        scene.flow().nodes().get(copy.node()) instanceof FlowNode.Copy node ? node.message() : null;
    if (message == null) {
      tell(scene, people, "flow.copied", told);
    } else {
      message(scene, message, people, told);
    }
  }

  private List<UUID> everybody(Pool pool) {
    Set<UUID> all = new LinkedHashSet<>(pool.people());
    pool.roles().forEach(role -> all.addAll(assigning.members(role)));
    return List.copyOf(all);
  }

  private void message(
      Scene scene, NodeMessage message, Collection<UUID> people, List<NewNotice> told) {
    String title = message.title().render(scene.values(), scene.environment());
    String body =
        message.body() == null ? null : message.body().render(scene.values(), scene.environment());
    people.forEach(person -> told.add(notice(scene, person, title, body)));
  }

  /** Each in the language in which they want to be written to. */
  private void tell(Scene scene, Collection<UUID> people, String code, List<NewNotice> told) {
    Label flow = scene.flow().label();
    Message title =
        Message.of(
            code,
            "flow",
            flow,
            "starter",
            assigning.name(scene.instance().startedBy()),
            "person",
            assigning.name(scene.operation().by()));
    String body = scene.note().comment();
    Map<UUID, Language> languages = notices.languages(people);
    people.forEach(person ->
        told.add(
            notice(
                scene,
                person,
                messages.text(title, Objects.requireNonNull(languages.get(person))),
                body)));
  }

  private NewNotice notice(Scene scene, UUID person, String title, @Nullable String body) {
    return new NewNotice(
            ids.next(), person, title, body, scene.instance().form(), scene.instance().recordId())
        .as(NoticeKind.TASK);
  }

  private JobOrder<FlowTimers.Alarm> carry(Scene scene, Effect.Carry carry) {
    boolean outward =
        scene.flow().node(carry.node()) instanceof FlowNode.Perform perform
            && perform.action().isOutward();
    return timers.carry(scene.instance().id(), carry.token(), outward);
  }
}
