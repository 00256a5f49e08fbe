package io.xiaodan.expression.evaluate;

import io.xiaodan.expression.check.Typed;
import java.util.List;

/** How one function becomes a step: called once, when the formula is compiled. */
@FunctionalInterface
public interface Rule {

  Node compile(Typed.Call call, List<Node> arguments);
}
