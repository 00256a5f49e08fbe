package io.xiaodan.report.query;

import io.xiaodan.filter.RowCondition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What comes with the asking of a question.
 *
 * @param parameters the value of each parameter: BigDecimal, LocalDate, Boolean, String or null
 * @param own the question's own filter tree; null for none
 * @param narrowing further conditions on the rows, which count after neighbours were looked at
 * @param selections values clicked elsewhere
 * @param moment as of when; null for now
 * @param day at whose end balances of ledgers are meant; null for all that is posted
 */
public record Given(
    Map<String, @Nullable Object> parameters,
    @Nullable RowCondition own,
    List<RowCondition> narrowing,
    List<Selection> selections,
    @Nullable Instant moment,
    @Nullable LocalDate day) {

  /** Nothing. */
  public static final Given NOTHING = new Given(Map.of(), null, List.of(), List.of(), null, null);

  public Given {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    narrowing = List.copyOf(narrowing);
    selections = List.copyOf(selections);
  }

  /** The same as of another moment. */
  public Given at(@Nullable Instant other) {
    return new Given(parameters, own, narrowing, selections, other, day);
  }
}
