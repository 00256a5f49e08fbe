package io.xiaodan.amendment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody agrees to with a proposal, besides its values; nothing worse is applied.
 *
 * @param figures by how much numbers of the record change
 * @param warnings limits that are broken and only told: {@code ledger/limit/place}
 */
public record Agreed(List<Figure> figures, List<String> warnings) {

  /** A number of the record, before and after. */
  public record Figure(String of, @Nullable BigDecimal before, @Nullable BigDecimal after) {
    BigDecimal difference() {
      return zero(after).subtract(zero(before));
    }

    private static BigDecimal zero(@Nullable BigDecimal number) {
      return number == null ? BigDecimal.ZERO : number;
    }
  }

  /** What is more now than it was: figures that change by more, and warnings that are new. */
  record Worse(List<Figure> figures, List<String> warnings) {
    boolean isAny() {
      return !figures.isEmpty() || !warnings.isEmpty();
    }
  }

  /** By how much a number was to change. */
  BigDecimal difference(String of) {
    return figures.stream()
        .filter(each -> each.of.equals(of))
        .map(Figure::difference)
        .findFirst()
        .orElse(BigDecimal.ZERO);
  }

  /** What of the present is worse than what was agreed. */
  Worse worse(Agreed now) {
    List<Figure> more = new ArrayList<>();
    for (Figure figure : now.figures) {
      BigDecimal agreed = difference(figure.of);
      BigDecimal is = figure.difference();
      boolean within =
          agreed.signum() >= 0
              ? is.signum() >= 0 && is.compareTo(agreed) <= 0
              : is.signum() <= 0 && is.compareTo(agreed) >= 0;
      if (!within) {
        more.add(figure);
      }
    }
    List<String> fresh = now.warnings.stream().filter(each -> !warnings.contains(each)).toList();
    return new Worse(more, fresh);
  }
}
