package io.xiaodan.ledger;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.type.DecimalType;
import io.xiaodan.kernel.Message;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A field of a form that a ledger keeps: the sum of a number over all balances whose dimension
 * leads to the record.
 *
 * @param figure account or value of the ledger
 * @param dimension the dimension that leads to records of the form
 * @param accounts the accounts that the number is made of
 */
record BalanceFeed(
    Form form,
    FormField field,
    Ledger ledger,
    String figure,
    String dimension,
    Set<String> accounts) {

  /** Every field of a blueprint that a ledger keeps. */
  static List<BalanceFeed> all(Blueprint blueprint) {
    List<BalanceFeed> feeds = new ArrayList<>();
    for (Form form : blueprint.all(Form.TYPE).values()) {
      for (FormField field : form.fields().values()) {
        BalanceFeed feed = read(form, field, blueprint.all(Ledger.TYPE));
        if (feed != null) {
          feeds.add(feed);
        }
      }
    }
    return feeds;
  }

  /** Reports the fields that name what no ledger has. */
  static void check(Compilation compilation, Map<String, Ledger> ledgers) {
    for (Form form : compilation.all(Form.TYPE).values()) {
      for (FormField field : form.fields().values()) {
        if (!field.document().path("balance").isMissingNode()
            && read(form, field, ledgers) == null) {
          compilation.error(
              new ArtifactId(Form.TYPE.kind(), form.key()),
              "fields." + field.key() + ".balance",
              Message.of("ledger.feed", "label", field.label()));
        }
      }
    }
  }

  private static @Nullable BalanceFeed read(
      Form form, FormField field, Map<String, Ledger> ledgers) {
    JsonNode balance = field.document().path("balance");
    Ledger ledger = ledgers.get(balance.path("ledger").asString(""));
    String figure = balance.path("figure").asString("");
    String by = balance.path("by").asString("");
    if (ledger == null || !ledger.hasFigure(figure) || !(field.type() instanceof DecimalType)) {
      return null;
    }
    Dimension dimension = ledger.dimensions().get(by);
    if (dimension == null || !Objects.equals(dimension.form(), form.key())) {
      return null;
    }
    LedgerValue value = ledger.values().get(figure);
    Set<String> accounts = new LinkedHashSet<>();
    if (value == null) {
      accounts.add(figure);
    } else {
      value.formula().dependencies().forEach(path -> accounts.add(path.names().getFirst()));
    }
    return new BalanceFeed(form, field, ledger, figure, by, accounts);
  }

  /** Whether something that is posted changes the number. */
  boolean isTouchedBy(Entry entry) {
    return accounts.contains(entry.account());
  }

  /** What entries alone give for a record: the sum over the balances that lead to it. */
  BigDecimal sum(Collection<Entry> entries, String record) {
    Map<Map<String, @Nullable String>, Map<String, BigDecimal>> balances = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (isTouchedBy(entry) && record.equals(entry.dimensions().get(dimension))) {
        balances
            .computeIfAbsent(entry.dimensions(), key -> new LinkedHashMap<>())
            .merge(entry.account(), entry.quantity(), BigDecimal::add);
      }
    }
    return balances.values().stream().map(this::figure).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private BigDecimal figure(Map<String, BigDecimal> accounts) {
    LedgerValue value = ledger.values().get(figure);
    if (value == null) {
      return accounts.getOrDefault(figure, BigDecimal.ZERO);
    }
    Object sum =
        value
            .formula()
            .evaluate(
                account -> accounts.getOrDefault(account, BigDecimal.ZERO), LedgerSql.TIMELESS);
    return sum instanceof BigDecimal number ? number : BigDecimal.ZERO;
  }

  /** Whether the field holds a number already; empty holds zero. */
  boolean isHeld(@Nullable Object present, BigDecimal sum) {
    BigDecimal was = present instanceof BigDecimal number ? number : BigDecimal.ZERO;
    return !(field.type().fit(sum).value() instanceof BigDecimal now) || was.compareTo(now) == 0;
  }
}
