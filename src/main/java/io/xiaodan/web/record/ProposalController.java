package io.xiaodan.web.record;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.record.Caller;
import io.xiaodan.record.RecordProposals;
import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What is proposed while a record is filled in. */
@RestController
@RequestMapping("/api/forms/{form}/proposals")
class ProposalController {

  private final Blueprints blueprints;
  private final RecordProposals proposals;

  ProposalController(Blueprints blueprints, RecordProposals proposals) {
    this.blueprints = blueprints;
    this.proposals = proposals;
  }

  record Proposals(List<RecordProposals.Proposal> items) {}

  @PostMapping
  Proposals propose(@PathVariable String form, @RequestBody JsonNode body, Actor actor) {
    return new Proposals(
        proposals.of(new Caller(blueprints.current(), actor), form, body.path("values")));
  }
}
