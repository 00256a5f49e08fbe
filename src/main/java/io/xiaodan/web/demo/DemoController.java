package io.xiaodan.web.demo;

import io.xiaodan.demo.DemoData;
import io.xiaodan.demo.DemoState;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Roles;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Demonstration data, for administrators. */
@RestController
@RequestMapping("/api/demo")
class DemoController {

  private final DemoData demo;
  private final Roles roles;

  DemoController(DemoData demo, Roles roles) {
    this.demo = demo;
    this.roles = roles;
  }

  /**
   * @param kept records by form that stay because people's own records refer to them
   */
  record Wiped(Map<String, Integer> kept) {}

  @GetMapping
  DemoState state(Actor actor) {
    roles.requireAdministers(actor);
    return demo.state();
  }

  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  DemoState load(Actor actor) {
    roles.requireAdministers(actor);
    return demo.load(true);
  }

  @DeleteMapping
  Wiped wipe(Actor actor) {
    roles.requireAdministers(actor);
    return new Wiped(demo.wipe());
  }
}
