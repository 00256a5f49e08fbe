package io.xiaodan.web.people;

import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Department;
import io.xiaodan.identity.Departments;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Everybody may choose a department; administrators found and change them. */
@RestController
@RequestMapping("/api/departments")
class DepartmentController {

  private final Departments departments;
  private final Roles roles;

  DepartmentController(Departments departments, Roles roles) {
    this.departments = departments;
    this.roles = roles;
  }

  record Items(List<Department> items) {}

  /**
   * @param parent id, or blank for the top
   * @param head id, or blank for nobody
   */
  record Body(
      @Nullable String name,
      @Nullable String parent,
      @Nullable Integer position,
      @Nullable String head,
      @Nullable Boolean disabled) {}

  @GetMapping
  Items all() {
    return new Items(departments.all());
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Department create(@RequestBody Body body, Actor actor) {
    roles.requireAdministers(actor);
    return departments.create(
        Objects.requireNonNullElse(body.name(), ""),
        Reading.id(body.parent(), null),
        Objects.requireNonNullElse(body.position(), 0),
        Reading.id(body.head(), null));
  }

  @PatchMapping("/{id}")
  Department change(@PathVariable UUID id, @RequestBody Body body, Actor actor) {
    roles.requireAdministers(actor);
    Department before =
        departments
            .find(id)
            .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "no_department").exception());
    return departments.change(
        new Department(
            id,
            Objects.requireNonNullElse(body.name(), before.name()),
            Reading.id(body.parent(), before.parent()),
            Objects.requireNonNullElse(body.position(), before.position()),
            Reading.id(body.head(), before.head()),
            Objects.requireNonNullElse(body.disabled(), before.disabled())));
  }

  /**
   * @param before id of the neighbour to stand before; absent or blank for the end
   */
  record Move(@Nullable String parent, @Nullable String before) {}

  @PostMapping("/{id}/move")
  Department move(@PathVariable UUID id, @RequestBody Move body, Actor actor) {
    roles.requireAdministers(actor);
    return departments.move(id, Reading.id(body.parent(), null), Reading.id(body.before(), null));
  }
}
