package io.xiaodan.expression.evaluate;

import io.xiaodan.expression.check.Typed;
import java.util.List;

/** Turns a typed tree into steps, once. */
public final class Compilation {

  private Compilation() {}

  public static Node compile(Typed tree) {
    return switch (tree) {
      case Typed.Constant constant -> {
        Object value = constant.value();
        yield frame -> value;
      }
      case Typed.Read read -> Reading.of(read.scope(), read.path());
      case Typed.Each each ->
          new EachNode(Reading.of(Typed.Scope.ROOT, each.source()), compile(each.body()));
      case Typed.Call call -> {
        List<Node> arguments = call.arguments().stream().map(Compilation::compile).toList();
        yield call.function().rule().compile(call, arguments);
      }
    };
  }
}
