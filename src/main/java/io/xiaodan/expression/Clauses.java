package io.xiaodan.expression;

import io.xiaodan.expression.check.Typed;
import io.xiaodan.expression.check.Typed.Scope;
import io.xiaodan.expression.evaluate.Compilation;
import io.xiaodan.expression.evaluate.Frame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes a condition apart at AND and OR, so that people see which part decided. */
final class Clauses {

  private static final Set<String> JOINING = Set.of("AND", "OR", "and", "or");

  private final String text;
  private final Frame frame;
  private final List<Clause> found = new ArrayList<>();

  private Clauses(String text, Frame frame) {
    this.text = text;
    this.frame = frame;
  }

  static List<Clause> of(String text, Typed tree, Values values, Environment environment) {
    Clauses clauses = new Clauses(text, new Frame(values, environment));
    clauses.visit(tree);
    return List.copyOf(clauses.found);
  }

  /** Whether one of the parts that must all hold reads known fields only, and does not hold. */
  static boolean isRuledOut(Typed tree, Map<Path, Object> known, Environment environment) {
    if (tree instanceof Typed.Call call && call.function().name().equalsIgnoreCase("AND")) {
      return call.arguments().stream().anyMatch(part -> isRuledOut(part, known, environment));
    }
    if (!isKnown(tree, known)) {
      return false;
    }
    Frame frame = new Frame(name -> known.get(Path.of(name)), environment);
    return !Boolean.TRUE.equals(Compilation.compile(tree).evaluate(frame));
  }

  /** Whether a part reads nothing but known fields, and no clock either. */
  private static boolean isKnown(Typed tree, Map<Path, Object> known) {
    return switch (tree) {
      case Typed.Constant _ -> true;
      case Typed.Read read -> read.scope() == Scope.ROOT && known.containsKey(read.path());
      case Typed.Call call ->
          !call.arguments().isEmpty()
              && call.arguments().stream().allMatch(argument -> isKnown(argument, known));
      case Typed.Each _ -> false;
    };
  }

  private void visit(Typed tree) {
    if (tree instanceof Typed.Call call && JOINING.contains(call.function().name())) {
      call.arguments().forEach(this::visit);
      return;
    }
    Map<Path, @Nullable Object> reads = new LinkedHashMap<>();
    collect(tree, reads);
    String part = text.substring(tree.span().from(), tree.span().to()).strip();
    found.add(new Clause(part, value(tree), reads));
  }

  private @Nullable Object value(Typed tree) {
    return Compilation.compile(tree).evaluate(frame);
  }

  private void collect(Typed tree, Map<Path, @Nullable Object> reads) {
    switch (tree) {
      case Typed.Read read when read.scope() == Scope.ROOT && isPlain(read.type()) ->
          reads.put(read.path(), value(read));
      case Typed.Call call -> call.arguments().forEach(argument -> collect(argument, reads));
      case Typed.Read _, Typed.Constant _, Typed.Each _ -> {}
    }
  }

  private static boolean isPlain(ValueType type) {
    return type instanceof ValueType.Scalar;
  }
}
