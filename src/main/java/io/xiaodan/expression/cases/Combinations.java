package io.xiaodan.expression.cases;

import io.xiaodan.expression.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Every choice of one point for each field, the first field changing fastest, up to a bound. */
public final class Combinations {

  private final List<Path> fields;
  private final List<List<@Nullable Object>> points;
  private final int bound;

  public Combinations(Map<Path, List<@Nullable Object>> points, int bound) {
    this.fields = new ArrayList<>(points.keySet());
    this.points = new ArrayList<>(points.values());
    this.bound = bound;
  }

  /** Visits each until the visitor has seen enough; returns whether nothing was left out. */
  public boolean visit(Predicate<Map<Path, @Nullable Object>> visitor) {
    int[] at = new int[fields.size()];
    for (int visited = 0; visited < bound; visited++) {
      if (!visitor.test(current(at)) || !advance(at)) {
        return true;
      }
    }
    return false;
  }

  private Map<Path, @Nullable Object> current(int[] at) {
    Map<Path, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 0; i < at.length; i++) {
      values.put(fields.get(i), points.get(i).get(at[i]));
    }
    return values;
  }

  private boolean advance(int[] at) {
    for (int i = 0; i < at.length; i++) {
      if (++at[i] < points.get(i).size()) {
        return true;
      }
      at[i] = 0;
    }
    return false;
  }
}
