package io.xiaodan.ledger;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.record.Change;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says in the user's words which limit a change would break: where, how much there is, how much is
 * needed, and from which day on there is enough.
 */
@Component
class LimitRefusals {

  private final Foresight foresight;
  private final OneBalance balances;
  private final DimensionNames names;
  private final JsonMapper json;

  LimitRefusals(Foresight foresight, OneBalance balances, DimensionNames names, JsonMapper json) {
    this.foresight = foresight;
    this.balances = balances;
    this.names = names;
    this.json = json;
  }

  /**
   * The problem of a change that the database refused.
   *
   * @param posted what the change would have posted, by ledger
   * @param detail the broken limits as the database tells them
   */
  Problem problem(Change change, Ledger ledger, Map<String, List<Entry>> posted, String detail) {
    if (detail.equals(LimitSql.BUILDING)) {
      return Problem.of(ProblemKind.UNAVAILABLE, "ledger.wait", "ledger", ledger.label());
    }
    List<Violation> violations = new ArrayList<>();
    for (JsonNode broken : json.readTree(detail)) {
      Map<String, @Nullable String> key = key(ledger, broken);
      Message message = message(change.blueprint(), change.actor().language(), ledger, key, broken);
      violations.add(place(change, posted, key, message));
    }
    return Problem.invalid(violations);
  }

  /** The same in words alone, where nothing is being changed. */
  List<Message> messages(Blueprint blueprint, Language language, Ledger ledger, String detail) {
    if (detail.equals(LimitSql.BUILDING)) {
      return List.of(Message.of("ledger.wait", "ledger", ledger.label()));
    }
    return json.readTree(detail)
        .valueStream()
        .map(broken -> message(blueprint, language, ledger, key(ledger, broken), broken))
        .toList();
  }

  private static Map<String, @Nullable String> key(Ledger ledger, JsonNode broken) {
    Map<String, @Nullable String> key = new LinkedHashMap<>();
    for (String name : ledger.dimensions().keySet()) {
      JsonNode value = broken.path("dimensions").path(name);
      key.put(name, value.isNull() ? null : value.asString());
    }
    return key;
  }

  private Message message(
      Blueprint blueprint,
      Language language,
      Ledger ledger,
      Map<String, @Nullable String> key,
      JsonNode broken) {
    Limit limit =
        ledger.limits().stream()
            .filter(each -> each.key().equals(broken.path("limit").asString()))
            .findFirst()
            .orElseThrow();
    BigDecimal before = number(broken.path("before"));
    BigDecimal needed = before.subtract(number(broken.path("after")));
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("place", names.text(blueprint, ledger, key, language));
    arguments.put("label", limit.label());
    arguments.put("available", plain(before.max(BigDecimal.ZERO)));
    arguments.put("needed", plain(needed));
    if (!limit.show().isEmpty()) {
      arguments.put("shown", shown(ledger, limit, key, language));
      return new Message("ledger.limit_shown", arguments);
    }
    if (!limit.everyDay()) {
      return new Message("ledger.limit", arguments);
    }
    arguments.put("day", broken.path("_day").asString());
    LocalDate earliest = foresight.earliest(ledger, limit.value(), key, needed);
    if (earliest == null) {
      return new Message("ledger.limit_never", arguments);
    }
    arguments.put("earliest", earliest.toString());
    return new Message("ledger.limit_later", arguments);
  }

  /** The numbers behind it: 信用额度 1000，未收货款 500. */
  private String shown(
      Ledger ledger, Limit limit, Map<String, @Nullable String> key, Language language) {
    Map<String, BigDecimal> figures = balances.figures(ledger, key);
    return limit.show().stream()
        .map(each ->
            ledger.figureLabel(each).in(language)
                + " "
                + plain(Objects.requireNonNull(figures.get(each))))
        .collect(Collectors.joining(language == Language.ZH ? "，" : ", "));
  }

  private static BigDecimal number(JsonNode number) {
    return new BigDecimal(number.asString("0"));
  }

  static String plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
  }

  /** Where in the record the first entry stands that touches these dimensions. */
  private static Violation place(
      Change change,
      Map<String, List<Entry>> posted,
      Map<String, @Nullable String> key,
      Message message) {
    for (List<Entry> entries : posted.values()) {
      for (Entry entry : entries) {
        boolean touches =
            key.keySet().stream().anyMatch(entry.dimensions()::containsKey)
                && key.entrySet().stream()
                    .allMatch(each ->
                        !entry.dimensions().containsKey(each.getKey())
                            || Objects.equals(
                                entry.dimensions().get(each.getKey()), each.getValue()));
        if (touches && entry.row() != null) {
          String lines =
              change.form().lines().keySet().stream()
                  .filter(name -> posts(change, name, entry))
                  .findFirst()
                  .orElse(null);
          return new Violation(message, lines, lines == null ? null : entry.row(), null);
        }
      }
    }
    return new Violation(message, null, null, null);
  }

  private static boolean posts(Change change, String lines, Entry entry) {
    return change.blueprint().all(Ledger.TYPE).values().stream()
        .flatMap(ledger -> ledger.of(change.form().key()).stream())
        .anyMatch(posting -> posting.key().equals(entry.rule()) && lines.equals(posting.lines()));
  }
}
