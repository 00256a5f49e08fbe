package io.xiaodan.action;

import io.xiaodan.identity.Actor;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * How many rules have set one another off up to somebody's deed. A chain is what happens by itself:
 * the hand of a person begins a new one, also inside a flow that a rule has started.
 */
@Component
public class Chains {

  private final ObjectProvider<ChainLink> links;

  Chains(ObjectProvider<ChainLink> links) {
    this.links = links;
  }

  /** Rules up to what this actor does; 0 for people and for what no rule has set off. */
  public int depth(Actor actor) {
    UUID cause = actor.cause();
    if (cause == null || !actor.personId().equals(Actor.SYSTEM)) {
      return 0;
    }
    return links.stream()
        .filter(link -> link.origin() == actor.origin())
        .mapToInt(link -> link.depth(cause))
        .findFirst()
        .orElse(0);
  }
}
