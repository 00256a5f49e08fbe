package io.xiaodan.record;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.form.LiveField;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the numbers come from that fields show of ledgers. */
public interface LedgerFigures {

  /**
   * The number of a field at several places, as it is now; null where a dimension is empty.
   *
   * @param places the values of the dimensions the field names, as text
   */
  List<@Nullable BigDecimal> figures(
      Blueprint blueprint,
      LiveField.Balance field,
      List<? extends Map<String, ? extends @Nullable String>> places);
}
