package io.xiaodan.exchange.sheet;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings a sheet of heads and a sheet of their line items together into one, in which the head
 * stands in the first row of its line items only. Which belong together is said by a column that
 * both have. The line items are held in memory as bytes.
 */
public final class SheetJoin {

  private static final int MOST_LINES = 1_000_000;
  private static final int SHOWN = 5;
  private static final String BETWEEN = "\u001F";

  private final Side head;
  private final Side lines;
  private final Map<String, List<byte[]>> waiting = new LinkedHashMap<>();
  private final Map<String, Long> heads = new LinkedHashMap<>();
  private List<Integer> taken = List.of();

  /**
   * One of the two.
   *
   * @param text as {@link SheetSource} has written it
   * @param header number of the row that names the columns, from 1
   * @param link the column both have, from 0
   */
  public record Side(Path text, int header, int link) {}

  private SheetJoin(Side head, Side lines) {
    this.head = head;
    this.lines = lines;
  }

  /**
   * Writes the joined sheet.
   *
   * @param name of the joined sheet
   * @throws io.xiaodan.kernel.ProblemException invalid for line items without a head, and for heads
   *     that cannot be told apart
   */
  public static SheetInfo join(Side head, Side lines, String name, Path target) throws IOException {
    return new SheetJoin(head, lines).join(name, target);
  }

  private SheetInfo join(String name, Path target) throws IOException {
    List<String> headNames = new ArrayList<>();
    read(
        head,
        (number, cells) -> {
          if (number == head.header) {
            headNames.addAll(cells);
          } else {
            remember(number, cells);
          }
        });
    List<String> lineNames = new ArrayList<>();
    List<String> orphans = new ArrayList<>();
    read(
        lines,
        (number, cells) -> {
          if (number == lines.header) {
            taken = ownColumns(cells, headNames);
            taken.forEach(place -> lineNames.add(cells.get(place)));
          } else {
            keep(number, cells, orphans);
          }
        });
    if (!orphans.isEmpty()) {
      String shown = orphans.stream().limit(SHOWN).collect(Collectors.joining("、"));
      throw SheetProblem.of("exchange.join_orphans", "count", orphans.size(), "lines", shown);
    }
    int width = headNames.size();
    try (RowsOut out = new RowsOut(target)) {
      long[] row = {0};
      out.row(++row[0], both(headNames, width, lineNames));
      read(
          head,
          (number, cells) -> {
            if (number > head.header && cells.stream().anyMatch(cell -> !cell.isBlank())) {
              write(out, row, cells, width);
            }
          });
      return new SheetInfo(name, false, out.rows(), out.width(), 0, 0);
    }
  }

  private void write(RowsOut out, long[] row, List<String> cells, int width) {
    List<byte[]> own = waiting.getOrDefault(cell(cells, head.link), List.of());
    if (own.isEmpty()) {
      out.row(++row[0], cells);
    }
    for (int i = 0; i < own.size(); i++) {
      List<String> line =
          List.of(new String(own.get(i), StandardCharsets.UTF_8).split(BETWEEN, -1));
      out.row(++row[0], both(i == 0 ? cells : List.of(), width, line));
    }
  }

  /** Columns of the line items that the heads do not have too. */
  private static List<Integer> ownColumns(List<String> names, List<String> headNames) {
    Set<String> known = new HashSet<>();
    headNames.forEach(name -> known.add(name.strip()));
    List<Integer> own = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).isBlank() || !known.contains(names.get(i).strip())) {
        own.add(i);
      }
    }
    return own;
  }

  private void remember(long number, List<String> cells) {
    if (number < head.header || cells.stream().allMatch(String::isBlank)) {
      return;
    }
    String key = cell(cells, head.link);
    if (key.isEmpty()) {
      throw SheetProblem.of("exchange.join_empty", "line", number);
    }
    Long other = heads.putIfAbsent(key, number);
    if (other != null) {
      throw SheetProblem.of("exchange.join_twice", "value", key, "first", other, "second", number);
    }
  }

  private void keep(long number, List<String> cells, List<String> orphans) {
    if (number < lines.header || cells.stream().allMatch(String::isBlank)) {
      return;
    }
    String key = cell(cells, lines.link);
    if (!heads.containsKey(key)) {
      orphans.add(number + (key.isEmpty() ? "" : " (" + key + ")"));
      return;
    }
    if (number > MOST_LINES) {
      throw SheetProblem.of("exchange.join_long", "maximum", MOST_LINES);
    }
    String packed =
        taken.stream().map(place -> raw(cells, place)).collect(Collectors.joining(BETWEEN));
    waiting
        .computeIfAbsent(key, _ -> new ArrayList<>(2))
        .add(packed.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> both(List<String> left, int width, List<String> right) {
    List<String> row = new ArrayList<>(left.subList(0, Math.min(width, left.size())));
    while (row.size() < width) {
      row.add("");
    }
    row.addAll(right);
    return row;
  }

  private static String raw(List<String> cells, int place) {
    return place < cells.size() ? cells.get(place).replace(BETWEEN, "") : "";
  }

  private static String cell(List<String> cells, int place) {
    return place < cells.size() ? cells.get(place).strip() : "";
  }

  private interface RowReader {
    void row(long number, List<String> cells);
  }

  private static void read(Side side, RowReader to) throws IOException {
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .skipEmptyLines(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(Files.newBufferedReader(side.text, StandardCharsets.UTF_8))) {
      long number = 0;
      for (CsvRecord record : csv) {
        to.row(++number, record.getFields());
      }
    }
  }

  /** The first name of a column that both have; null for none. */
  public static @Nullable String common(List<String> head, List<String> lines) {
    return head.stream().filter(lines::contains).findFirst().orElse(null);
  }
}
