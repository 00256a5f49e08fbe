package io.xiaodan.report;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.ledger.LedgerRows;
import io.xiaodan.report.query.Asking;
import io.xiaodan.report.query.RowsBehind;
import io.xiaodan.report.question.Dimension;
import io.xiaodan.report.question.Question;
import io.xiaodan.report.question.Shape;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where a number comes from: its rows, its words, and what changed it. */
@Component
public class Provenance {

  private static final int MOST = 200;

  private final Inquiries inquiries;
  private final GroupReader reader;
  private final AnswerCells cells;
  private final ChangedFields changed;
  private final Messages messages;

  Provenance(
      Inquiries inquiries,
      GroupReader reader,
      AnswerCells cells,
      ChangedFields changed,
      Messages messages) {
    this.messages = messages;
    this.inquiries = inquiries;
    this.reader = reader;
    this.cells = cells;
    this.changed = changed;
  }

  /**
   * The rows behind a number, the newest first.
   *
   * @param limit 1 to 200
   * @param after what a page said comes next; null for the first page
   * @throws io.xiaodan.kernel.ProblemException as an answer's; malformed for a cell that is none
   */
  public RowsOfNumber rows(
      Blueprint blueprint,
      Actor actor,
      Inquiry inquiry,
      Spot spot,
      int limit,
      @Nullable String after) {
    Inquiries.Ready ready = inquiries.ready(blueprint, actor, inquiry);
    Question question = ready.question();
    RowsBehind behind = RowsBehind.of(question, ready.asking(), spot.cell());
    int most = Math.clamp(limit, 1, MOST);
    return reader.together(() -> {
      List<List<@Nullable Object>> rows = reader.rows(behind.page(most + 1, id(after)));
      boolean more = rows.size() > most;
      List<List<@Nullable Object>> page = more ? rows.subList(0, most) : rows;
      Long total =
          after == null
              ? (Long) Objects.requireNonNull(reader.rows(behind.count()).getFirst().getFirst())
              : null;
      return new RowsOfNumber(
          question.source().form(),
          question.source().lines(),
          columns(question, actor.language()),
          items(question, ready.asking(), page),
          total,
          more ? String.valueOf(page.getLast().getFirst()) : null);
    });
  }

  private static @Nullable UUID id(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Problem.of(ProblemKind.MALFORMED, "report.value", "value", text).exception();
    }
  }

  private static List<AnswerColumn> columns(Question question, Language language) {
    return question.details().stream()
        .map(one -> AnswerColumn.of(one.key(), one.label(), "detail", null, one.shape(), language))
        .toList();
  }

  private List<RowsOfNumber.Item> items(
      Question question, Asking asking, List<List<@Nullable Object>> page) {
    LedgerRows ledger = LedgerRows.find(asking.blueprint(), question.source().form());
    List<Shape> shapes = question.details().stream().map(Dimension::shape).toList();
    List<List<@Nullable Object>> shown = new ArrayList<>();
    for (List<@Nullable Object> row : page) {
      shown.add(row.subList(3, row.size()));
    }
    List<List<@Nullable Object>> values = cells.write(shapes, shown, asking);
    if (ledger != null) {
      return new LedgerRowItems(ledger, asking, cells).write(page, values);
    }
    Set<UUID> ids = new LinkedHashSet<>();
    page.forEach(row -> ids.add((UUID) Objects.requireNonNull(row.get(1))));
    Map<UUID, String> titles = cells.titles(asking, question.source().form(), ids);
    List<RowsOfNumber.Item> items = new ArrayList<>();
    for (int i = 0; i < page.size(); i++) {
      UUID record = (UUID) Objects.requireNonNull(page.get(i).get(1));
      String title = titles.getOrDefault(record, AnswerCells.untitled(record));
      items.add(new RowsOfNumber.Item(record.toString(), null, null, title, values.get(i)));
    }
    return items;
  }

  /**
   * What changed a number between two moments.
   *
   * @param from the earlier moment
   * @param to the later one; null for now
   * @param limit records told of each kind, 1 to 200
   * @throws io.xiaodan.kernel.ProblemException malformed for a ledger, whose entries say it
   */
  public NumberChanges changes(
      Blueprint blueprint,
      Actor actor,
      Inquiry inquiry,
      Spot spot,
      Instant from,
      @Nullable Instant to,
      int limit) {
    Inquiries.Ready ready = inquiries.ready(blueprint, actor, inquiry);
    Asking asking = ready.asking();
    if (LedgerRows.find(blueprint, ready.question().source().form()) != null) {
      throw Problem.of(ProblemKind.MALFORMED, "report.ledger_changes").exception();
    }
    RowsBehind before =
        RowsBehind.of(ready.question(), asking.with(asking.given().at(from)), spot.cell());
    RowsBehind after =
        RowsBehind.of(ready.question(), asking.with(asking.given().at(to)), spot.cell());
    int most = Math.clamp(limit, 1, MOST);
    return reader.together(() -> {
      List<List<@Nullable Object>> rows = reader.rows(RowsBehind.differences(before, after));
      List<List<@Nullable Object>> entered = only(rows, false, true);
      List<List<@Nullable Object>> left = only(rows, true, false);
      List<List<@Nullable Object>> other = only(rows, true, true);
      Between between = new Between(asking, ready.question(), from, to, most);
      return new NumberChanges(
          number(before),
          number(after),
          some(entered, between),
          some(left, between),
          some(other, between));
    });
  }

  private record Between(
      Asking asking, Question question, Instant from, @Nullable Instant to, int most) {}

  private static List<List<@Nullable Object>> only(
      List<List<@Nullable Object>> rows, boolean before, boolean after) {
    return rows.stream()
        .filter(row -> row.get(3).equals(before) && row.get(4).equals(after))
        .toList();
  }

  private @Nullable String number(RowsBehind behind) {
    SqlFragment sql = behind.number();
    if (sql == null || behind.measure() == null) {
      return null;
    }
    Object value = reader.rows(sql).getFirst().getFirst();
    return value instanceof BigDecimal number
            && behind.measure().shape() instanceof Shape.Number shape
        ? AnswerCells.number(shape, number)
        : value == null ? null : value.toString();
  }

  private NumberChanges.Some some(List<List<@Nullable Object>> rows, Between between) {
    List<List<@Nullable Object>> first = rows.subList(0, Math.min(between.most(), rows.size()));
    Set<UUID> ids = new LinkedHashSet<>();
    first.forEach(row -> ids.add((UUID) Objects.requireNonNull(row.getFirst())));
    String form = between.question().source().form();
    Map<UUID, String> titles = cells.titles(between.asking(), form, ids);
    Map<UUID, ChangedFields.Change> what =
        changed.between(between.asking(), form, ids, between.from(), between.to());
    List<NumberChanges.Item> items = new ArrayList<>();
    for (List<@Nullable Object> row : first) {
      UUID id = (UUID) Objects.requireNonNull(row.getFirst());
      ChangedFields.Change change = what.get(id);
      items.add(
          new NumberChanges.Item(
              id.toString(),
              titles.getOrDefault(id, AnswerCells.untitled(id)),
              (String) row.get(1),
              (String) row.get(2),
              change == null
                  ? null
                  : new Answer.Titled(change.by().toString(), cells.person(change.by())),
              change == null ? null : change.at().toString(),
              change == null ? List.of() : change.fields()));
    }
    return new NumberChanges.Some(rows.size(), items);
  }

  /**
   * What a number is made of, in words.
   *
   * @param source what is counted or measured
   * @param filters what a row must meet
   * @param formula what is measured of each row, and how
   */
  public record Words(String source, List<String> filters, String formula) {}

  /** The words of a number. */
  public Words words(Blueprint blueprint, Actor actor, Inquiry inquiry, Spot spot) {
    Inquiries.Ready ready = inquiries.ready(blueprint, actor, inquiry);
    return new SpokenQuestion(blueprint, ready.question(), actor.language(), messages)
        .words(spot.measure());
  }
}
