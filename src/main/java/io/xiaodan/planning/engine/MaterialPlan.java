package io.xiaodan.planning.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One material over the days to come.
 *
 * @param level how deep it stands in bills: 0 is a part of nothing (low-level code)
 * @param demand what is wanted altogether, parts of suggestions included
 * @param supply what is on its way altogether
 * @param suggested what is suggested altogether
 * @param shortFrom the first day without enough if nothing were ordered; null for none
 * @param shortage the most that would be missing then
 * @param late days by which the latest of what is wanted comes too late, though ordered now
 * @param steps the days on which something happens, in order
 */
public record MaterialPlan(
    UUID material,
    int level,
    BigDecimal demand,
    BigDecimal supply,
    BigDecimal suggested,
    @Nullable LocalDate shortFrom,
    BigDecimal shortage,
    long late,
    List<Step> steps) {

  /**
   * A day.
   *
   * @param without what there is at its end if nothing is ordered
   * @param with what there is at its end if all is ordered that is suggested
   */
  public record Step(
      LocalDate day,
      BigDecimal demand,
      BigDecimal supply,
      BigDecimal suggested,
      BigDecimal without,
      BigDecimal with) {}
}
