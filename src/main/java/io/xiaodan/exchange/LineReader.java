package io.xiaodan.exchange;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows lines of a file to formulas: columns by their names, and derived values. */
final class LineReader {

  private final ImportMapping mapping;
  private final Environment environment;
  private final int width;
  private final Map<String, Integer> positions = new LinkedHashMap<>();

  /**
   * @param header the file's first line; has every column of the mapping
   */
  LineReader(ImportMapping mapping, List<String> header, Environment environment) {
    this.mapping = mapping;
    this.environment = environment;
    this.width = header.size();
    mapping.columns().forEach((name, column) -> positions.put(name, header.indexOf(column)));
  }

  Environment environment() {
    return environment;
  }

  /** How many cells a line has. */
  int width() {
    return width;
  }

  /** One line; used by one thread. */
  Values values(SourceLine line) {
    return new LineValues(line);
  }

  /** The first line of a record, and all of them as {@code rows}. */
  Values values(List<Values> lines) {
    Values first = lines.getFirst();
    return name -> name.equals(MappingCompiler.LINES) ? lines : first.get(name);
  }

  private final class LineValues implements Values {
    private final SourceLine line;
    private final Map<String, @Nullable Object> derived = new LinkedHashMap<>();

    LineValues(SourceLine line) {
      this.line = line;
    }

    @Override
    public @Nullable Object get(String name) {
      Integer position = positions.get(name);
      if (position != null) {
        String cell = line.cells()[position];
        return cell == null || cell.isBlank() ? null : cell;
      }
      if (!derived.containsKey(name)) {
        Formula formula = mapping.derived().get(name);
        derived.put(name, formula == null ? null : formula.evaluate(this, environment));
      }
      return derived.get(name);
    }
  }
}
