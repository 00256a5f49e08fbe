package io.xiaodan.web.ledger;

import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Roles;
import io.xiaodan.ledger.CheckRuns;
import io.xiaodan.ledger.LedgerChecks;
import io.xiaodan.ledger.SpeedTrial;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What always has to be true of this workspace's data, and whether it is; for builders. */
@RestController
@RequestMapping("/api/checks")
class CheckController {

  private final LedgerChecks checks;
  private final CheckRuns runs;
  private final SpeedTrial speed;
  private final Roles roles;

  CheckController(LedgerChecks checks, CheckRuns runs, SpeedTrial speed, Roles roles) {
    this.speed = speed;
    this.runs = runs;
    this.checks = checks;
    this.roles = roles;
  }

  /** What was found. */
  record Items(List<LedgerChecks.Check> items, CheckRuns.Progress progress) {}

  @GetMapping
  Items last(Actor actor) {
    roles.requireBuilds(actor);
    return new Items(checks.last(), runs.progress());
  }

  /** Asks for a comparison; it is carried out in the background. */
  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  Items run(Actor actor) {
    roles.requireBuilds(actor);
    CheckRuns.Progress progress = runs.ask();
    return new Items(checks.last(), progress);
  }

  /** How fast the usual work is on this workspace's data. */
  record Speeds(List<SpeedTrial.Speed> items) {}

  @PostMapping("/speed")
  Speeds speed(Actor actor) {
    roles.requireBuilds(actor);
    return new Speeds(speed.run(actor));
  }
}
