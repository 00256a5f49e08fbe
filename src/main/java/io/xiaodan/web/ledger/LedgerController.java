package io.xiaodan.web.ledger;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.ledger.BalancePage;
import io.xiaodan.ledger.BalanceQuery;
import io.xiaodan.ledger.EntryPage;
import io.xiaodan.ledger.Ledger;
import io.xiaodan.ledger.Ledgers;
import io.xiaodan.ledger.Promise;
import io.xiaodan.web.blueprint.MenuEntries;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Balances of ledgers, what they are made of and what they will be. A dimension is fixed by a
 * parameter {@code at.<dimension>}; an empty one asks for the empty value.
 */
@RestController
@RequestMapping("/api/ledgers/{key}")
class LedgerController implements MenuEntries {

  private static final String AT = "at.";

  private final Blueprints blueprints;
  private final Ledgers ledgers;

  LedgerController(Blueprints blueprints, Ledgers ledgers) {
    this.blueprints = blueprints;
    this.ledgers = ledgers;
  }

  /** A ledger with how far its balances are built. */
  record View(JsonNode document, Ledgers.Progress progress) {}

  /** The days on which a number changes. */
  record Steps(List<Ledgers.Step> items) {}

  @GetMapping
  View ledger(@PathVariable String key, Actor actor) {
    Ledger ledger = ledgers.require(blueprints.current(), actor, key);
    return new View(ledger.document(), ledgers.progress(ledger));
  }

  @GetMapping("/balances")
  BalancePage balances(
      @PathVariable String key,
      @RequestParam Map<String, String> parameters,
      @RequestParam(required = false) @Nullable LocalDate asOf,
      @RequestParam(required = false) @Nullable String sort,
      @RequestParam(defaultValue = "0") int offset,
      @RequestParam(defaultValue = "100") int limit,
      Actor actor) {
    Blueprint blueprint = blueprints.current();
    Ledger ledger = ledgers.require(blueprint, actor, key);
    return ledgers.balances(
        blueprint, actor, ledger, new BalanceQuery(at(parameters), asOf, sort, offset, limit));
  }

  @GetMapping("/entries")
  EntryPage entries(
      @PathVariable String key,
      @RequestParam Map<String, String> parameters,
      @RequestParam(defaultValue = "0") int offset,
      @RequestParam(defaultValue = "100") int limit,
      Actor actor) {
    Blueprint blueprint = blueprints.current();
    Ledger ledger = ledgers.require(blueprint, actor, key);
    return ledgers.entries(blueprint, actor, ledger, at(parameters), offset, limit);
  }

  @GetMapping("/foresight")
  Steps foresight(
      @PathVariable String key,
      @RequestParam String figure,
      @RequestParam Map<String, String> parameters,
      Actor actor) {
    Blueprint blueprint = blueprints.current();
    Ledger ledger = ledgers.require(blueprint, actor, key);
    return new Steps(ledgers.foresee(blueprint, actor, ledger, figure, at(parameters)));
  }

  @GetMapping("/promise")
  Promise promise(
      @PathVariable String key,
      @RequestParam BigDecimal quantity,
      @RequestParam(defaultValue = "0") BigDecimal safety,
      @RequestParam Map<String, String> parameters,
      Actor actor) {
    Blueprint blueprint = blueprints.current();
    Ledger ledger = ledgers.require(blueprint, actor, key);
    return ledgers.promise(blueprint, actor, ledger, at(parameters), quantity, safety);
  }

  private static Map<String, String> at(Map<String, String> parameters) {
    Map<String, String> at = new LinkedHashMap<>();
    parameters.forEach((name, value) -> {
      if (name.startsWith(AT)) {
        at.put(name.substring(AT.length()), value);
      }
    });
    return at;
  }

  @Override
  public String name() {
    return "ledgers";
  }

  @Override
  public List<Map<String, Object>> entries(Blueprint blueprint, Actor actor) {
    return ledgers.list(blueprint, actor).stream()
        .map(ledger ->
            Map.<String, Object>of(
                "key", ledger.key(),
                "label", ledger.label(),
                "position", ledger.position()))
        .toList();
  }
}
