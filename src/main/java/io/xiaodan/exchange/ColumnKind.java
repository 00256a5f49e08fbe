package io.xiaodan.exchange;

import io.xiaodan.form.Coerced;
import io.xiaodan.form.type.BankCardType;
import io.xiaodan.form.type.CreditCodeType;
import io.xiaodan.form.type.IdNumberType;
import io.xiaodan.form.type.PatternType;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a column seems to hold, seen by what stands in it.
 *
 * @param type name of a field type
 * @param scale places after the point, for numbers
 * @param options the different texts, for a selection
 */
public record ColumnKind(String type, int scale, List<String> options) {

  private static final int MOST_OPTIONS = 15;
  private static final int LONG = 200;
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?[¥￥$]?\\s*(\\d{1,3}(,\\d{3})+|\\d+)(\\.\\d+)?");
  private static final Pattern MONEY =
      Pattern.compile("(?i).*(价|金额|费|款|元|成本|货值|price|amount|cost|total).*");
  private static final Set<String> WORDS =
      Set.of("是", "否", "yes", "no", "true", "false", "√", "×", "y", "n");

  public ColumnKind {
    options = List.copyOf(options);
  }

  /** The kind of a column by its name and its cells. */
  static ColumnKind of(String header, List<String> cells) {
    List<String> filled = cells.stream().map(String::strip).filter(c -> !c.isEmpty()).toList();
    if (filled.isEmpty()) {
      return plain("text");
    }
    String code = header.toLowerCase(Locale.ROOT);
    boolean isNumbered = code.matches(".*(号|编码|代码|code|no\\.?|sku|条码)$");
    String checked = checked(header, filled);
    if (checked != null) {
      return plain(checked);
    }
    if (all(filled, cell -> fits(PatternType.PHONE, cell)) && !isNumbered) {
      return plain("phone");
    }
    if (all(filled, cell -> cell.matches("[-+]?[\\d.,]+\\s?%"))) {
      return new ColumnKind("percent", places(filled), List.of());
    }
    if (all(filled, ColumnKind::isDate)) {
      return plain("date");
    }
    if (all(filled, cell -> isMoment(cell))) {
      return plain("datetime");
    }
    boolean zeros = filled.stream().anyMatch(cell -> cell.matches("0\\d+"));
    boolean longest = filled.stream().anyMatch(cell -> cell.matches("\\d{12,}"));
    if (!isNumbered && !zeros && !longest && all(filled, ColumnKind::isNumber)) {
      boolean money = MONEY.matcher(header).matches();
      return new ColumnKind(
          money ? "money" : "number", Math.max(money ? 2 : 0, places(filled)), List.of());
    }
    if (all(filled, cell -> WORDS.contains(cell.toLowerCase(Locale.ROOT)))) {
      return plain("switch");
    }
    if (all(filled, cell -> fits(PatternType.EMAIL, cell))) {
      return plain("email");
    }
    if (all(filled, cell -> fits(PatternType.URL, cell))) {
      return plain("url");
    }
    if (filled.stream().anyMatch(cell -> cell.length() > LONG || cell.contains("\n"))) {
      return plain("long_text");
    }
    Set<String> different = new LinkedHashSet<>(filled);
    boolean few = different.size() <= MOST_OPTIONS && filled.size() >= 3 * different.size();
    return few && !isNumbered && different.stream().allMatch(cell -> cell.length() <= 20)
        ? new ColumnKind("select", 0, List.copyOf(different))
        : plain("text");
  }

  /**
   * Numbers of people and companies, which carry their own check; cards only under a name of one.
   */
  private static @Nullable String checked(String header, List<String> filled) {
    if (all(filled, cell -> new IdNumberType().normal(cell) != null)) {
      return "id_number";
    }
    if (all(filled, cell -> new CreditCodeType(false).normal(cell) != null)) {
      return "credit_code";
    }
    boolean card = header.matches("(?i).*(卡|账号|帐号|card).*");
    return card && all(filled, cell -> new BankCardType().normal(cell) != null)
        ? "bank_card"
        : null;
  }

  /** Whether a cell reads as a number. */
  static boolean isNumber(String cell) {
    return NUMBER.matcher(cell.strip()).matches();
  }

  /** Whether a cell reads as a day. */
  static boolean isDate(String cell) {
    String text = cell.strip();
    return isDay(text) || !CellDates.date(text).equals(text);
  }

  private static ColumnKind plain(String type) {
    return new ColumnKind(type, 0, List.of());
  }

  private static boolean all(List<String> cells, Predicate<String> test) {
    return cells.stream().allMatch(test);
  }

  private static boolean fits(PatternType type, String cell) {
    Coerced read = type.coerce(JsonNodeFactory.instance.stringNode(cell));
    return read.refusal() == null;
  }

  private static boolean isDay(String cell) {
    return cell.matches("\\d{4}-\\d{2}-\\d{2}");
  }

  private static boolean isMoment(String cell) {
    return !CellDates.moment(cell, ZoneOffset.UTC).equals(cell) || isDay(cell);
  }

  private static int places(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("%", "").strip())
        .mapToInt(cell -> cell.indexOf('.') < 0 ? 0 : cell.length() - cell.indexOf('.') - 1)
        .max()
        .orElse(0);
  }
}
