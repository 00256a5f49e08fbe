package io.xiaodan.expression.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One way to call a function, written {@code value: K, (key: K, result: T)..., [default: T = EMPTY]
 * -> T}: parameters, at most one group that repeats once or more, parameters that may be left out,
 * and the type of the result.
 */
public record Signature(
    String text,
    List<Parameter> before,
    List<Parameter> group,
    List<Parameter> optional,
    Accepts result) {

  public static Signature parse(String text) {
    return new SignatureReader(text).read();
  }

  public int fewest() {
    return before.size() + group.size();
  }

  /** The largest number of arguments. */
  public int most() {
    return group.isEmpty() ? before.size() + optional.size() : Integer.MAX_VALUE;
  }

  /**
   * One parameter for each argument, followed by the ones left out; nothing when the count does not
   * fit.
   */
  public Optional<List<Parameter>> expand(int arguments) {
    if (arguments < fewest() || arguments > most()) {
      return Optional.empty();
    }
    List<Parameter> all = new ArrayList<>(before);
    if (group.isEmpty()) {
      all.addAll(optional);
      return Optional.of(all);
    }
    int rest = arguments - before.size();
    if (rest % group.size() > optional.size()) {
      return Optional.empty();
    }
    for (int i = 0; i < rest / group.size(); i++) {
      all.addAll(group);
    }
    all.addAll(optional);
    return Optional.of(all);
  }
}
