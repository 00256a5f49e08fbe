package io.xiaodan.record;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.form.Form;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.LiveField;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbers of ledgers that a record shows, as the API writes them. */
final class ShownBalances {

  private final Blueprint blueprint;
  private final References references;

  ShownBalances(Blueprint blueprint, References references) {
    this.blueprint = blueprint;
    this.references = references;
  }

  /** A number of the head. */
  @Nullable Object of(LiveField.Balance field, StoredRecord record) {
    return of(field, List.of(record.values()), record.values()).getFirst();
  }

  /** Puts the numbers of line items beside the rows that are shown. */
  @SuppressWarnings("unchecked") // rows are written as maps
  void besideRows(Form form, StoredRecord record, Map<String, @Nullable Object> shown) {
    for (LineItems lines : form.lines().values()) {
      if (!(shown.get(lines.key()) instanceof List<?> rows) || rows.isEmpty()) {
        continue;
      }
      List<Map<String, Object>> values =
          record.lines().getOrDefault(lines.key(), List.of()).stream()
              .map(StoredLine::values)
              .toList();
      for (LiveField field : lines.live().values()) {
        if (field instanceof LiveField.Balance balance) {
          List<@Nullable Object> found = of(balance, values, record.values());
          for (int i = 0; i < rows.size(); i++) {
            ((Map<String, @Nullable Object>) rows.get(i)).put(field.key(), found.get(i));
          }
        }
      }
    }
  }

  private List<@Nullable Object> of(
      LiveField.Balance field, List<Map<String, Object>> rows, Map<String, Object> head) {
    List<@Nullable Object> shown = new ArrayList<>();
    for (BigDecimal figure :
        references
            .figures()
            .figures(
                blueprint,
                field,
                rows.stream().map(row -> RecordValues.place(field, row, head::get)).toList())) {
      Object fitted = figure == null ? null : field.type().fit(figure).value();
      shown.add(fitted == null ? null : field.type().toJson(fitted));
    }
    return shown;
  }
}
