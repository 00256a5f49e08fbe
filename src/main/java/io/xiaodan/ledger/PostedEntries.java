package io.xiaodan.ledger;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Values;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Violation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a record posts to a ledger: a pure function of its values. Made anew for each record; what
 * keeps it from being posted is collected.
 */
final class PostedEntries {

  private final Ledger ledger;
  private final Environment environment;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Violation> violations = new ArrayList<>();

  private PostedEntries(Ledger ledger, Environment environment) {
    this.ledger = ledger;
    this.environment = environment;
  }

  /**
   * Works out what a record posts.
   *
   * @param record the record's values; {@code created_at} of a new one is the moment it is made
   */
  static PostedEntries of(
      Ledger ledger,
      List<Posting.OfRecords> postings,
      UUID id,
      Values record,
      Environment environment) {
    PostedEntries posted = new PostedEntries(ledger, environment);
    postings.forEach(posting -> posted.add(posting, id, record));
    return posted;
  }

  /** What is posted. */
  List<Entry> entries() {
    return entries;
  }

  /** What cannot be posted, and why. */
  List<Violation> violations() {
    return violations;
  }

  private void add(Posting.OfRecords posting, UUID id, Values record) {
    if (posting.lines() == null) {
      add(posting, id, null, null, record);
      return;
    }
    int row = 0;
    for (Object line : rows(record.get(posting.lines()))) {
      Values values = (Values) line;
      Values whole = name -> name.equals("parent") ? record : values.get(name);
      UUID lineId = UUID.fromString(Objects.requireNonNull(values.get("id")).toString());
      add(posting, id, lineId, row++, whole);
    }
  }

  private static List<?> rows(@Nullable Object lines) {
    return lines instanceof List<?> list ? list : List.of();
  }

  private void add(
      Posting.OfRecords posting,
      UUID id,
      @Nullable UUID line,
      @Nullable Integer row,
      Values values) {
    if (posting.when() != null && !posting.when().test(values, environment)) {
      return;
    }
    Account account = Objects.requireNonNull(ledger.accounts().get(posting.account()));
    Object quantity = posting.quantity().evaluate(values, environment);
    if (!(quantity instanceof BigDecimal number)) {
      return;
    }
    BigDecimal kept = number.setScale(account.scale(), RoundingMode.HALF_UP);
    if (kept.signum() == 0) {
      return;
    }
    Map<String, @Nullable String> dimensions = dimensions(posting, row, values);
    if (dimensions != null) {
      LocalDate day = day(posting, values);
      entries.add(new Entry(id, line, row, posting.key(), account.key(), dimensions, day, kept));
    }
  }

  private @Nullable Map<String, @Nullable String> dimensions(
      Posting.OfRecords posting, @Nullable Integer row, Values values) {
    Map<String, @Nullable String> dimensions = new LinkedHashMap<>();
    boolean whole = true;
    for (Dimension dimension : ledger.dimensions().values()) {
      Formula formula = posting.dimensions().get(dimension.key());
      String value = formula == null ? null : Dimension.text(formula.evaluate(values, environment));
      if (value == null && !dimension.optional()) {
        whole = false;
        violations.add(missing(posting, dimension, row));
      }
      dimensions.put(dimension.key(), value);
    }
    return whole ? dimensions : null;
  }

  private Violation missing(
      Posting.OfRecords posting, Dimension dimension, @Nullable Integer row) {
    Message message =
        Message.of("ledger.dimension_empty", "ledger", ledger.label(), "label", dimension.label());
    String top = posting.lines();
    return top == null || row == null
        ? new Violation(message, null, null, null)
        : new Violation(message, top, row, null);
  }

  private LocalDate day(Posting.OfRecords posting, Values values) {
    Object date = posting.date() == null ? null : posting.date().evaluate(values, environment);
    if (date == null) {
      date = posting.lines() == null ? values.get("created_at") : created(values);
    }
    return switch (date) {
      case LocalDate day -> day;
      case Instant moment -> moment.atZone(environment.zone()).toLocalDate();
      case null, default -> throw new IllegalStateException("no day for " + posting.key());
    };
  }

  private static @Nullable Object created(Values row) {
    return row.get("parent") instanceof Values record ? record.get("created_at") : null;
  }
}
