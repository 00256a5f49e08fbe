package io.xiaodan.rule;

import io.xiaodan.action.ChainLink;
import io.xiaodan.identity.Origin;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Runs as links of chains. */
@Component
class RuleChain implements ChainLink {

  private final RunTables tables;

  RuleChain(RunTables tables) {
    this.tables = tables;
  }

  @Override
  public Origin origin() {
    return Origin.RULE;
  }

  @Override
  public int depth(UUID cause) {
    return tables.depth(cause);
  }
}
