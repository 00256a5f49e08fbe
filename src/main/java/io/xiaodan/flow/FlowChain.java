package io.xiaodan.flow;

import io.xiaodan.action.ChainLink;
import io.xiaodan.identity.Origin;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Flows as links of chains: what one does by itself goes on with the chain that started it. */
@Component
class FlowChain implements ChainLink {

  private final FlowInstances instances;

  FlowChain(FlowInstances instances) {
    this.instances = instances;
  }

  @Override
  public Origin origin() {
    return Origin.FLOW;
  }

  @Override
  public int depth(UUID cause) {
    return instances.find(cause).map(FlowInstance::depth).orElse(0);
  }
}
