package io.xiaodan.expression.check;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Values;
import io.xiaodan.expression.evaluate.Compilation;
import io.xiaodan.expression.evaluate.Frame;
import io.xiaodan.expression.evaluate.LimitExceeded;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Works out once what depends on constants alone. */
public final class Folding {

  private static final Environment NOWHERE = Environment.of(Instant.EPOCH, ZoneOffset.UTC);

  private Folding() {}

  public static Typed fold(Typed tree) {
    return switch (tree) {
      case Typed.Constant constant -> constant;
      case Typed.Read read -> read;
      case Typed.Each each -> new Typed.Each(each.source(), fold(each.body()), each.span());
      case Typed.Call call -> fold(call);
    };
  }

  private static Typed fold(Typed.Call call) {
    List<Typed> arguments = call.arguments().stream().map(Folding::fold).toList();
    var folded = new Typed.Call(call.function(), arguments, call.type(), call.span());
    boolean constant = arguments.stream().allMatch(each -> each instanceof Typed.Constant);
    if (!constant || !call.function().pure()) {
      return folded;
    }
    try {
      var frame = new Frame(Values.of(Map.of()), NOWHERE);
      Object value = Compilation.compile(folded).evaluate(frame);
      return new Typed.Constant(value, call.type(), call.span());
    } catch (LimitExceeded e) {
      return folded;
    }
  }
}
