package io.xiaodan.report.question;

import java.math.BigDecimal;
import java.util.List;

/** How the values of a dimension are cut into fewer. */
public sealed interface Cut {

  /** They are not. */
  record None() implements Cut {}

  /**
   * Into stretches of time.
   *
   * @param yearBegins the first month of a year, 1 to 12, for quarters and years
   */
  record Time(Bucket bucket, int yearBegins) implements Cut {}

  /** Into bins of one size, each known by its lower edge. */
  record Bins(BigDecimal size, BigDecimal from) implements Cut {}

  /** Between edges, ascending; what is below the first one is empty. */
  record Edges(List<BigDecimal> edges) implements Cut {
    public Edges {
      edges = List.copyOf(edges);
    }
  }
}
