package io.xiaodan.expression.cases;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.Values;
import io.xiaodan.expression.check.Typed;
import io.xiaodan.expression.check.Typed.Scope;
import io.xiaodan.expression.evaluate.Compilation;
import io.xiaodan.expression.evaluate.Frame;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields that conditions read, in the order of mention, with the constants they meet. Whatever
 * reads no field counts as a constant, {@code TODAY() + 7} too.
 */
public final class Constants {

  /** Functions whose outcome changes only at the constants they are given. */
  private static final Set<String> DIRECT =
      Set.of(
          "=",
          "<>",
          "<",
          "<=",
          ">",
          ">=",
          "and",
          "or",
          "AND",
          "OR",
          "NOT",
          "IN",
          "ISEMPTY",
          "SWITCH",
          "CONTAINS",
          "STARTSWITH");

  private final Environment environment;
  private final Map<Path, ValueType> types = new LinkedHashMap<>();
  private final Map<Path, Set<Object>> constants = new LinkedHashMap<>();
  private final Set<Path> compared = new HashSet<>();
  private boolean indirect;

  public Constants(Environment environment) {
    this.environment = environment;
  }

  /** Looks through one condition. */
  public void collect(Typed tree) {
    switch (tree) {
      case Typed.Constant constant -> {}
      case Typed.Read read -> note(read);
      case Typed.Each each -> indirect = true;
      case Typed.Call call -> collect(call);
    }
  }

  private void collect(Typed.Call call) {
    call.arguments().forEach(this::collect);
    List<Path> fields =
        call.arguments().stream()
            .map(Constants::throughConversion)
            .filter(Typed.Read.class::isInstance)
            .map(read -> ((Typed.Read) read).path())
            .toList();
    if (fields.isEmpty()) {
      return;
    }
    boolean conversion = call.function().name().startsWith("#");
    if (!conversion && !DIRECT.contains(call.function().name())) {
      indirect = true;
    }
    if (fields.size() > 1) {
      compared.addAll(fields);
    }
    for (Typed argument : call.arguments()) {
      if (!readsAnything(argument)) {
        meet(fields, argument);
      }
    }
  }

  private void meet(List<Path> fields, Typed argument) {
    Object value =
        Compilation.compile(argument).evaluate(new Frame(Values.of(Map.of()), environment));
    if (value != null) {
      fields.forEach(field -> constants.getOrDefault(field, new HashSet<>()).add(value));
    }
  }

  private static boolean readsAnything(Typed tree) {
    return switch (tree) {
      case Typed.Constant constant -> false;
      case Typed.Read read -> true;
      case Typed.Each each -> true;
      case Typed.Call call -> call.arguments().stream().anyMatch(Constants::readsAnything);
    };
  }

  private static Typed throughConversion(Typed tree) {
    return tree instanceof Typed.Call call && call.function().name().startsWith("#")
        ? call.argument(0)
        : tree;
  }

  private void note(Typed.Read read) {
    if (read.scope() == Scope.ROOT) {
      types.putIfAbsent(read.path(), read.type());
      constants.computeIfAbsent(read.path(), path -> new LinkedHashSet<>());
    }
  }

  /** The fields read, in the order of mention. */
  public Map<Path, ValueType> types() {
    return types;
  }

  /** The constants a field meets; fields compared with fields share theirs. */
  public Set<Object> of(Path field) {
    Set<Object> all = new LinkedHashSet<>(constants.getOrDefault(field, Set.of()));
    if (compared.contains(field)) {
      compared.forEach(other -> all.addAll(constants.getOrDefault(other, Set.of())));
    }
    return all;
  }

  /**
   * Whether outcomes can also change elsewhere: fields within arithmetic, or the lines of a list.
   */
  public boolean isIndirect() {
    return indirect;
  }
}
