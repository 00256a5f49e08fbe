package io.xiaodan.web.people;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Department;
import io.xiaodan.identity.Departments;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Person;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.task.StoredTask;
import io.xiaodan.task.Tasks;
import io.xiaodan.web.problem.Required;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What depends on somebody, and giving it to somebody else before they leave. */
@RestController
@RequestMapping("/api/people/{id}")
class DutyController {

  private static final Logger log = LoggerFactory.getLogger(DutyController.class);
  private static final int MOST_SHOWN = 50;

  private final People people;
  private final Departments departments;
  private final Tasks tasks;
  private final Roles roles;
  private final Blueprints blueprints;

  DutyController(
      People people, Departments departments, Tasks tasks, Roles roles, Blueprints blueprints) {
    this.people = people;
    this.departments = departments;
    this.tasks = tasks;
    this.roles = roles;
    this.blueprints = blueprints;
  }

  record Named(UUID id, String name) {}

  /**
   * @param title what a to-do says; null for a step of a flow, which is named by its record
   */
  record Waiting(
      UUID id,
      @Nullable String title,
      @Nullable String form,
      @Nullable UUID record,
      Instant createdAt) {}

  record Duties(long openTasks, List<Waiting> tasks, List<Named> leads, List<Named> reports) {}

  record Body(@Nullable String to) {}

  record HandedOver(int tasks) {}

  /** The title of a record is not told: who administers need not see records. */
  @GetMapping("/duties")
  Duties duties(@PathVariable UUID id, Actor actor) {
    roles.requireAdministers(actor);
    require(id);
    return new Duties(
        tasks.countOfPerson(id),
        tasks.ofPerson(id, MOST_SHOWN).stream().map(task -> waiting(task, actor)).toList(),
        departments.all().stream()
            .filter(each -> id.equals(each.head()))
            .map(DutyController::named)
            .toList(),
        people.all().stream()
            .filter(each -> id.equals(departments.placement(each.id()).manager()))
            .map(each -> new Named(each.id(), each.name()))
            .toList());
  }

  @PostMapping("/handover")
  HandedOver handOver(@PathVariable UUID id, @RequestBody Body body, Actor actor) {
    roles.requireAdministers(actor);
    require(id);
    Required required = new Required();
    String text = required.text("to", body.to());
    required.check();
    UUID to = Objects.requireNonNull(Reading.id(text, null));
    departments.handOver(id, to);
    int moved = tasks.handOver(id, to);
    log.info("hand over from={} to={} by={} tasks={}", id, to, actor.personId(), moved);
    return new HandedOver(moved);
  }

  private Waiting waiting(StoredTask task, Actor actor) {
    String form = task.form();
    String label =
        form == null
            ? null
            : blueprints
                .current()
                .find(Form.TYPE, form)
                .map(found -> found.label().in(actor.language()))
                .orElse(form);
    return new Waiting(task.id(), task.title(), label, task.recordId(), task.createdAt());
  }

  private static Named named(Department department) {
    return new Named(department.id(), department.name());
  }

  private void require(UUID id) {
    if (people.find(id).filter(person -> !person.service()).map(Person::id).isEmpty()) {
      throw Problem.of(ProblemKind.NOT_FOUND, "no_person").exception();
    }
  }
}
