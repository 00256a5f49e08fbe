package io.xiaodan.reconcile;

import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a statement as a bank or payment service hands it out: finds the row that names the columns
 * below whatever titles stand above it, and the layout it belongs to; what is no line of money is
 * counted and left out.
 */
final class StatementRows {

  private static final int HEADER_AMONG = 60;
  private static final Pattern MOMENT =
      Pattern.compile(
          "(\\d{4})[-/.年]?(\\d{1,2})[-/.月]?(\\d{1,2})日?(?:[ T]*(\\d{1,2}):?(\\d{2})(?::?(\\d{2})(?:\\.\\d+)?)?)?");

  private final BankLayout layout;
  private final Map<String, Integer> places = new LinkedHashMap<>();
  private final ZoneId zone;
  private final List<Line> lines = new ArrayList<>();
  private final List<Left> refused = new ArrayList<>();
  private int left;

  private StatementRows(BankLayout layout, List<String> header, ZoneId zone) {
    this.layout = layout;
    this.zone = zone;
    for (int i = 0; i < header.size(); i++) {
      places.putIfAbsent(header.get(i), i);
    }
  }

  /**
   * A line of money.
   *
   * @param row as a spreadsheet numbers it
   * @param incoming whether it came in
   */
  record Line(
      long row,
      String number,
      Instant at,
      boolean incoming,
      BigDecimal amount,
      String payer,
      String account,
      String remark) {}

  /** A row that was not understood. */
  record Left(long row, Message why) {}

  /**
   * A statement.
   *
   * @param leftOut rows that are no finished movement of money: blank, sums, refunded, pending
   */
  record Read(BankLayout layout, List<Line> lines, List<Left> refused, int leftOut) {}

  /**
   * Reads a sheet.
   *
   * @throws io.xiaodan.kernel.ProblemException invalid where no layout knows the columns
   */
  static Read read(List<List<String>> sheet, List<BankLayout> layouts, ZoneId zone) {
    for (int at = 0; at < Math.min(HEADER_AMONG, sheet.size()); at++) {
      List<String> header = sheet.get(at).stream().map(StatementRows::clean).toList();
      for (BankLayout layout : layouts) {
        if (layout.fits(header)) {
          StatementRows rows = new StatementRows(layout, header, zone);
          for (int row = at + 1; row < sheet.size(); row++) {
            rows.row(row + 1L, sheet.get(row));
          }
          return new Read(layout, rows.lines, rows.refused, rows.left);
        }
      }
    }
    String known = layouts.stream().map(one -> one.label().zh()).collect(Collectors.joining("、"));
    throw Problem.invalid(
            List.of(Violation.at("file", Message.of("reconcile.layout_unknown", "layouts", known))))
        .exception();
  }

  /** Without the marks by which these files keep spreadsheets from rounding long numbers. */
  private static String clean(String cell) {
    String text = cell.replace("\uFEFF", "").replace("\t", "").strip();
    return text.startsWith("`") ? text.substring(1).strip() : text;
  }

  private String cell(List<String> row, List<String> names) {
    for (String name : names) {
      Integer place = places.get(name);
      if (place != null && place < row.size()) {
        String text = clean(row.get(place));
        if (!text.isEmpty() && !text.equals("/")) {
          return text;
        }
      }
    }
    return "";
  }

  private String all(List<String> row, List<String> names) {
    return names.stream()
        .map(name -> cell(row, List.of(name)))
        .filter(text -> !text.isEmpty())
        .distinct()
        .collect(Collectors.joining(" "));
  }

  private void row(long number, List<String> row) {
    String day = cell(row, layout.at());
    if (day.isEmpty() || row.stream().allMatch(String::isBlank)) {
      left++;
      return;
    }
    String state = cell(row, layout.state());
    if (!layout.done().isEmpty() && !state.isEmpty() && !layout.done().contains(state)) {
      left++;
      return;
    }
    Instant at = moment(day, cell(row, layout.time()));
    if (at == null) {
      // Sums and remarks below the lines stand in the same column.
      left++;
      return;
    }
    BigDecimal signed;
    try {
      signed = amount(row);
    } catch (NumberFormatException e) {
      refused.add(new Left(number, Message.of("reconcile.amount", "text", day)));
      return;
    }
    if (signed == null || signed.signum() == 0) {
      left++;
      return;
    }
    String payer = cell(row, layout.payer());
    String remark = all(row, layout.remark());
    String key = cell(row, layout.number());
    lines.add(
        new Line(
            number,
            key.isEmpty() ? made(at, signed, payer, remark) : key,
            at,
            signed.signum() > 0,
            signed.abs(),
            payer,
            cell(row, layout.account()),
            remark));
  }

  /** A line without a number of its own is known by everything it says. */
  private String made(Instant at, BigDecimal signed, String payer, String remark) {
    String whole = layout.key() + at + signed.toPlainString() + payer + remark;
    long same =
        lines.stream()
            .filter(one ->
                one.at().equals(at)
                    && one.amount().equals(signed.abs())
                    && one.payer().equals(payer)
                    && one.remark().equals(remark))
            .count();
    return layout.key()
        + "-"
        + java.util.UUID.nameUUIDFromBytes(
            (whole + same).getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** Above zero for what came in; null where the row says neither. */
  private @Nullable BigDecimal amount(List<String> row) {
    if (!layout.amount().isEmpty()) {
      BigDecimal amount = money(cell(row, layout.amount()));
      String direction = cell(row, layout.direction());
      if (amount == null) {
        return null;
      }
      if (layout.incoming().contains(direction)) {
        return amount.abs();
      }
      return layout.outgoing().contains(direction) ? amount.abs().negate() : null;
    }
    BigDecimal in = money(cell(row, layout.in()));
    BigDecimal out = money(cell(row, layout.out()));
    if (in != null && in.signum() != 0) {
      return in;
    }
    return out == null || out.signum() == 0 ? null : out.abs().negate();
  }

  static @Nullable BigDecimal money(String text) {
    String digits = Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[¥￥,\\s元]", "");
    if (digits.isEmpty() || digits.equals("-") || digits.equals("--")) {
      return null;
    }
    return new BigDecimal(digits);
  }

  private @Nullable Instant moment(String day, String time) {
    Matcher match = MOMENT.matcher((day + " " + time).strip());
    if (!match.matches()) {
      return null;
    }
    try {
      return LocalDateTime.of(
              part(match.group(1)),
              part(match.group(2)),
              part(match.group(3)),
              part(match.group(4)),
              part(match.group(5)),
              part(match.group(6)))
          .atZone(zone)
          .toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static int part(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
