package io.xiaodan.web.calendar;

import io.xiaodan.calendar.SheetRow;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sheet of days: what its columns are called. */
final class CalendarSheet {

  private static final int HEADER_AMONG = 10;

  /** A column by any of its names. */
  private enum Column {
    DATE("日期", "Date", "day", "日子"),
    KIND("类型", "Kind", "type", "性质", "安排"),
    NAME("名称", "Name", "节日", "节假日名称", "说明", "holiday");

    private final List<String> names;

    Column(String... names) {
      this.names = List.of(names);
    }

    boolean isCalled(String text) {
      String name = text.replaceAll("[\\s*＊:：]", "").toLowerCase(Locale.ROOT);
      return names.stream().anyMatch(each -> each.toLowerCase(Locale.ROOT).equals(name));
    }
  }

  private CalendarSheet() {}

  /**
   * What the rows below the header say; blank rows are left out.
   *
   * @throws io.xiaodan.kernel.ProblemException invalid where no row names the columns
   */
  static List<SheetRow> read(List<List<String>> sheet) {
    for (int at = 0; at < Math.min(HEADER_AMONG, sheet.size()); at++) {
      Map<Column, Integer> places = places(sheet.get(at));
      if (places.containsKey(Column.DATE) && places.containsKey(Column.KIND)) {
        List<SheetRow> rows = new ArrayList<>();
        for (int line = at + 1; line < sheet.size(); line++) {
          List<String> cells = sheet.get(line);
          if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
            rows.add(
                new SheetRow(
                    line + 1L,
                    cell(cells, places.get(Column.DATE)),
                    cell(cells, places.get(Column.KIND)),
                    cell(cells, places.get(Column.NAME))));
          }
        }
        return rows;
      }
    }
    throw Problem.invalid(List.of(Violation.at("file", Message.of("calendar.header")))).exception();
  }

  private static Map<Column, Integer> places(List<String> header) {
    Map<Column, Integer> places = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      for (Column column : Column.values()) {
        if (column.isCalled(header.get(i))) {
          places.putIfAbsent(column, i);
        }
      }
    }
    return places;
  }

  private static String cell(List<String> cells, @Nullable Integer place) {
    return place == null || place >= cells.size() ? "" : cells.get(place).strip();
  }
}
