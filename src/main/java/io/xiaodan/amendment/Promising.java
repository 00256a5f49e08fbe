package io.xiaodan.amendment;

import io.xiaodan.expression.Values;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.LiveField;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.ledger.LedgerFields;
import io.xiaodan.ledger.PromiseOffer;
import io.xiaodan.ledger.Promises;
import io.xiaodan.record.Caller;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When lines can be there before a change and after it, asked while the record posts nothing. */
@Component
class Promising {

  private final LedgerFields ledgers;

  Promising(LedgerFields ledgers) {
    this.ledgers = ledgers;
  }

  /** The promises of one record in two states. */
  List<Impact.Promise> of(Caller caller, Form form, Values before, Values after) {
    List<Impact.Promise> promises = new ArrayList<>();
    for (LineItems lines : form.lines().values()) {
      for (LiveField live : lines.live().values()) {
        if (live instanceof LiveField.Promise promise) {
          promises.addAll(of(caller, form, lines, promise, before, after));
        }
      }
    }
    return promises;
  }

  private List<Impact.Promise> of(
      Caller caller,
      Form form,
      LineItems lines,
      LiveField.Promise field,
      Values before,
      Values after) {
    Map<String, Promises.Line> then = lines(lines, field, before);
    Map<String, Promises.Line> now = lines(lines, field, after);
    Map<String, PromiseOffer> was = offers(caller, form, lines, field, before, then);
    Map<String, PromiseOffer> is = offers(caller, form, lines, field, after, now);
    Map<String, String> titles = new LinkedHashMap<>(titles(lines, field, before));
    titles.putAll(titles(lines, field, after));
    Set<String> rows = new LinkedHashSet<>(then.keySet());
    rows.addAll(now.keySet());
    List<Impact.Promise> promises = new ArrayList<>();
    for (String row : rows) {
      PromiseOffer old = was.get(row);
      PromiseOffer fresh = is.get(row);
      if (fresh != null && (old == null || moved(old, fresh, then.get(row), now.get(row)))) {
        promises.add(
            new Impact.Promise(
                lines.key(),
                row,
                titles.getOrDefault(row, ""),
                old == null ? null : old.arrives(),
                fresh.arrives(),
                fresh.late(),
                fresh.free(),
                fresh.missing(),
                fresh.reasons(),
                fresh.holders().stream()
                    .map(holder -> holder.title() == null ? "" : holder.title())
                    .filter(title -> !title.isEmpty())
                    .toList()));
      }
    }
    return promises;
  }

  private static boolean moved(
      PromiseOffer old,
      PromiseOffer fresh,
      Promises.@Nullable Line then,
      Promises.@Nullable Line now) {
    return !Objects.equals(old.arrives(), fresh.arrives())
        || old.late() != fresh.late()
        || !Objects.equals(then, now);
  }

  private Map<String, PromiseOffer> offers(
      Caller caller,
      Form form,
      LineItems lines,
      LiveField.Promise field,
      Values record,
      Map<String, Promises.Line> asked) {
    Map<String, PromiseOffer> offers = new LinkedHashMap<>();
    try {
      ledgers
          .offers(
              caller.blueprint(),
              caller.actor(),
              form.key(),
              lines.key() + "." + field.key(),
              List.copyOf(asked.values()),
              destination(field, record),
              null)
          .forEach(offer -> offers.put(offer.row(), offer));
    } catch (ProblemException e) {
      // Whoever may not see the field is told no dates.
      return Map.of();
    }
    return offers;
  }

  private static @Nullable String destination(LiveField.Promise field, Values record) {
    String path = field.document().path("destination").asString("");
    Object value =
        path.isEmpty() ? null : record.get(path.startsWith("parent.") ? path.substring(7) : path);
    return value == null ? null : value.toString();
  }

  private static Map<String, Promises.Line> lines(
      LineItems lines, LiveField.Promise field, Values record) {
    Map<String, Promises.Line> asked = new LinkedHashMap<>();
    for (Values row : rows(lines, record)) {
      Map<String, String> place = new LinkedHashMap<>();
      field
          .at()
          .forEach((dimension, path) -> {
            String value = at(path, row, record);
            if (value != null) {
              place.put(dimension, value);
            }
          });
      if (row.get(field.quantity()) instanceof BigDecimal quantity) {
        LocalDate wanted =
            field.wanted() != null && row.get(field.wanted()) instanceof LocalDate day ? day : null;
        String id = id(row);
        asked.put(id, new Promises.Line(id, place, quantity, wanted));
      }
    }
    return asked;
  }

  private static Map<String, String> titles(
      LineItems lines, LiveField.Promise field, Values record) {
    Map<String, String> titles = new LinkedHashMap<>();
    for (Values row : rows(lines, record)) {
      String title =
          lines.columns().values().stream()
              .filter(column -> column.type().name().equals("text"))
              .map(FormField::key)
              .map(row::get)
              .filter(Objects::nonNull)
              .map(Object::toString)
              .findFirst()
              .orElse("");
      titles.put(id(row), title);
    }
    return titles;
  }

  private static String id(Values row) {
    return UUID.fromString(Objects.requireNonNull(row.get("id")).toString()).toString();
  }

  private static @Nullable String at(List<String> path, Values row, Values record) {
    boolean head = path.getFirst().equals("parent");
    Object value = head ? record : row;
    for (String step : head ? path.subList(1, path.size()) : path) {
      value = value instanceof Values values ? values.get(step) : null;
    }
    if (value instanceof Values reference) {
      value = reference.get("id");
    }
    return value == null ? null : value.toString();
  }

  private static List<Values> rows(LineItems lines, Values record) {
    return record.get(lines.key()) instanceof List<?> list
        ? list.stream().filter(Values.class::isInstance).map(Values.class::cast).toList()
        : List.of();
  }
}
