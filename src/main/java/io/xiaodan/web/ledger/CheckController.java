package io.xiaodan.web.ledger;

import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Roles;
import io.xiaodan.ledger.LedgerChecks;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What always has to be true of this workspace's data, and whether it is; for builders. */
@RestController
@RequestMapping("/api/checks")
class CheckController {

  private final LedgerChecks checks;
  private final Roles roles;

  CheckController(LedgerChecks checks, Roles roles) {
    this.checks = checks;
    this.roles = roles;
  }

  /** What was found. */
  record Items(List<LedgerChecks.Check> items) {}

  @GetMapping
  Items last(Actor actor) {
    roles.requireBuilds(actor);
    return new Items(checks.last());
  }

  @PostMapping
  Items run(Actor actor) {
    roles.requireBuilds(actor);
    return new Items(checks.run());
  }
}
