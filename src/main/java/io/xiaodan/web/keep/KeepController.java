package io.xiaodan.web.keep;

import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Roles;
import io.xiaodan.platform.KeepTimes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How long runs, deliveries, raw calls and the like are kept; for administrators. */
@RestController
@RequestMapping("/api/keep")
class KeepController {

  private final KeepTimes times;
  private final Roles roles;

  KeepController(KeepTimes times, Roles roles) {
    this.times = times;
    this.roles = roles;
  }

  record Items(List<KeepTimes.KeepTime> items) {}

  /** Days from 1 to 3650, 0 for good, null for what is usual. */
  record Wish(@Nullable Integer days) {}

  @GetMapping
  Items all(Actor actor) {
    roles.requireAdministers(actor);
    return new Items(times.all());
  }

  @PutMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void set(@PathVariable String name, @RequestBody Wish wish, Actor actor) {
    roles.requireAdministers(actor);
    times.set(name, wish.days());
  }
}
