package io.xiaodan.reconcile;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Values;
import io.xiaodan.form.FormField;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Demands;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredLine;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.record.Write;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes decisions through the record door: receipt, line, name learnt and items, or nothing. */
@Component
class MatchWriting {

  private static final int LONGEST_REASON = 500;

  private final Records records;
  private final OwedItems owed;
  private final TransactionTemplate transactions;
  private final Messages messages;
  private final JsonMapper json;
  private final Workspace workspace;
  private final Clock clock;

  MatchWriting(
      Records records,
      OwedItems owed,
      TransactionTemplate transactions,
      Messages messages,
      JsonMapper json,
      Workspace workspace,
      Clock clock) {
    this.records = records;
    this.owed = owed;
    this.transactions = transactions;
    this.messages = messages;
    this.json = json;
    this.workspace = workspace;
    this.clock = clock;
  }

  String text(List<Message> reasons, Actor actor) {
    return reasons.stream()
        .map(reason -> messages.text(reason, actor.language()))
        .collect(Collectors.joining("；"));
  }

  private Environment environment() {
    return Environment.of(clock.instant(), workspace.zone());
  }

  UUID accept(Desk.Open open, UUID line, long rev, Reconciliation.Decision decision) {
    return Objects.requireNonNull(transactions.execute(_ -> accepted(open, line, rev, decision)));
  }

  private UUID accepted(Desk.Open open, UUID line, long rev, Reconciliation.Decision decision) {
    Receivables.Bank bank = Reconciliation.bank(open.of());
    Caller caller = open.caller();
    StoredRecord before = records.lock(caller, bank.form().key(), line);
    if (!"unmatched".equals(before.values().get(bank.state()))) {
      throw Problem.of(ProblemKind.CONFLICT, "reconcile.not_waiting").exception();
    }
    BigDecimal amount = (BigDecimal) Objects.requireNonNull(before.values().get(bank.amount()));
    check(open, decision, amount);
    StoredRecord receipt =
        records.create(
            caller,
            open.of().receipts().form().key(),
            new Write(
                receipt(open.of(), decision, amount),
                made(open, before),
                false,
                List.of(),
                true,
                Demands.NONE,
                null));
    Map<String, @Nullable Object> set = new LinkedHashMap<>();
    set.put(bank.state(), "matched");
    set.put(bank.receipt(), receipt.id());
    if (bank.reason() != null) {
      String reason = decision.reason();
      set.put(bank.reason(), reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
    }
    if (bank.confidence() != null) {
      set.put(bank.confidence(), BigDecimal.valueOf(decision.confidence()));
    }
    write(caller, bank, before, rev, set);
    if (decision.learn()) {
      learn(open, decision.customer(), before);
    }
    settle(open, decision.shares().stream().map(Reconciliation.Decision.Part::item).toList());
    return receipt.id();
  }

  /** Changes a line in the person's name: whoever may edit lines may decide about them. */
  private void write(
      Caller caller,
      Receivables.Bank bank,
      StoredRecord line,
      long rev,
      Map<String, ? extends @Nullable Object> set) {
    if (rev != line.rev()) {
      throw Problem.of(ProblemKind.CONFLICT, "record.conflict").exception();
    }
    records.trial(caller, bank.form().key(), line.id(), Write.of(json.createObjectNode()));
    records.update(caller, bank.form().key(), line.id(), rev, Write.trusted(null, set));
  }

  /** No item gets more than is open, and nobody's item pays for somebody else. */
  private void check(Desk.Open open, Reconciliation.Decision decision, BigDecimal amount) {
    Map<UUID, Owed> items = new LinkedHashMap<>();
    for (Reconciliation.Decision.Part part : decision.shares()) {
      records.lock(
          new Caller(open.blueprint(), Actor.system(Origin.API)),
          open.of().items().form().key(),
          part.item());
    }
    owed.open(open.blueprint(), open.of(), LocalDate.of(9999, 12, 31), decision.customer())
        .forEach(item -> items.put(item.id(), item));
    List<Violation> wrong = new ArrayList<>();
    BigDecimal sum = BigDecimal.ZERO;
    for (Reconciliation.Decision.Part part : decision.shares()) {
      Owed item = items.get(part.item());
      BigDecimal whole = part.amount().add(part.difference());
      sum = sum.add(part.amount());
      if (item == null || part.amount().signum() < 0 || whole.compareTo(item.open()) > 0) {
        wrong.add(
            Violation.at(
                "shares",
                Message.of(
                    "reconcile.too_much",
                    "item",
                    item == null ? part.item().toString() : item.title(),
                    "open",
                    item == null ? "0" : item.open().toPlainString(),
                    "wanted",
                    whole.toPlainString())));
      } else if (part.difference().abs().compareTo(tolerance(open.of())) > 0) {
        wrong.add(
            Violation.at(
                "shares",
                Message.of("reconcile.difference", "most", tolerance(open.of()).toPlainString())));
      }
    }
    if (sum.compareTo(amount) > 0) {
      wrong.add(
          Violation.at(
              "shares",
              Message.of(
                  "reconcile.more_than_came",
                  "sum",
                  sum.toPlainString(),
                  "amount",
                  amount.toPlainString())));
    }
    if (!wrong.isEmpty()) {
      throw Problem.invalid(wrong).exception();
    }
  }

  private static BigDecimal tolerance(Receivables of) {
    return BigDecimal.valueOf(of.matching().tolerance(), 2);
  }

  private ObjectNode receipt(Receivables of, Reconciliation.Decision decision, BigDecimal amount) {
    Receivables.Receipts in = of.receipts();
    ObjectNode values = json.createObjectNode();
    values.put(in.customer(), decision.customer().toString());
    values.put(in.amount(), amount.toPlainString());
    ArrayNode rows = values.putArray(in.allocations());
    for (Reconciliation.Decision.Part part : decision.shares()) {
      ObjectNode row = rows.addObject();
      row.put(in.shareItem(), part.item().toString());
      row.put(in.shareAmount(), part.amount().toPlainString());
      if (in.shareDifference() != null && part.difference().signum() != 0) {
        row.put(in.shareDifference(), part.difference().toPlainString());
      }
      if (in.shareHow() != null) {
        row.put(in.shareHow(), decision.tier());
      }
    }
    return values;
  }

  private Map<String, @Nullable Object> made(Desk.Open open, StoredRecord line) {
    Values values = records.values(open.caller(), line);
    return evaluated(open.of().receipts().made(), values);
  }

  private Map<String, @Nullable Object> evaluated(Map<FormField, Formula> formulas, Values values) {
    Map<String, @Nullable Object> set = new LinkedHashMap<>();
    formulas.forEach((field, formula) -> {
      Object value = formula.evaluate(values, environment());
      set.put(field.key(), value == null ? null : field.type().fit(value).value());
    });
    return set;
  }

  /** Keeps the payer's name and account with the customer, unless they are known. */
  private void learn(Desk.Open open, UUID customer, StoredRecord line) {
    Receivables.Customers of = open.of().customers();
    Receivables.Bank bank = Reconciliation.bank(open.of());
    Object name = line.values().get(bank.payer());
    Object account = bank.account() == null ? null : line.values().get(bank.account());
    if (of.payers() == null || of.name() == null || name == null) {
      return;
    }
    Caller system =
        new Caller(open.blueprint(), open.caller().actor().withOrigin(Origin.API, null));
    StoredRecord record = records.lock(system, of.form().key(), customer);
    List<StoredLine> known = record.lines().getOrDefault(of.payers(), List.of());
    if (known.stream().anyMatch(one -> name.equals(one.values().get(of.name())))) {
      return;
    }
    ArrayNode rows = json.createArrayNode();
    for (StoredLine one : known) {
      rows.addObject().put("id", one.id().toString());
    }
    ObjectNode row = rows.addObject().put(of.name(), name.toString());
    if (of.account() != null && account != null) {
      row.put(of.account(), account.toString());
    }
    ObjectNode values = json.createObjectNode();
    values.set(of.payers(), rows);
    records.update(system, of.form().key(), customer, null, Write.trusted(values, Map.of()));
  }

  void undo(Desk.Open open, UUID line) {
    transactions.executeWithoutResult(_ -> {
      Receivables.Bank bank = Reconciliation.bank(open.of());
      Caller caller = open.caller();
      StoredRecord before = records.lock(caller, bank.form().key(), line);
      Object receipt = before.values().get(bank.receipt());
      if (!(receipt instanceof UUID id)) {
        throw Problem.of(ProblemKind.CONFLICT, "reconcile.not_matched").exception();
      }
      String form = open.of().receipts().form().key();
      StoredRecord stored = records.get(caller, form, id);
      List<UUID> items =
          stored.lines().getOrDefault(open.of().receipts().allocations(), List.of()).stream()
              .map(row -> row.values().get(open.of().receipts().shareItem()))
              .filter(UUID.class::isInstance)
              .map(UUID.class::cast)
              .toList();
      if (stored.deletedAt() == null) {
        records.delete(caller, form, id, stored.rev());
      }
      Map<String, @Nullable Object> set = new LinkedHashMap<>();
      set.put(bank.state(), "unmatched");
      set.put(bank.receipt(), null);
      if (bank.reason() != null) {
        set.put(bank.reason(), null);
      }
      if (bank.confidence() != null) {
        set.put(bank.confidence(), null);
      }
      write(caller, bank, before, before.rev(), set);
      settle(open, items);
    });
  }

  void ignore(Desk.Open open, UUID line, boolean ignored) {
    transactions.executeWithoutResult(_ -> {
      Receivables.Bank bank = Reconciliation.bank(open.of());
      StoredRecord before = records.lock(open.caller(), bank.form().key(), line);
      String expected = ignored ? "unmatched" : "ignored";
      if (!expected.equals(before.values().get(bank.state()))) {
        throw Problem.of(ProblemKind.CONFLICT, "reconcile.not_waiting").exception();
      }
      write(
          open.caller(),
          bank,
          before,
          before.rev(),
          Map.of(bank.state(), ignored ? "ignored" : "unmatched"));
    });
  }

  /** Keeps in items what came in for them, worked out anew from all receipts. */
  private void settle(Desk.Open open, List<UUID> items) {
    Map<FormField, Formula> set = open.of().items().set();
    if (set.isEmpty() || items.isEmpty()) {
      return;
    }
    Caller system = new Caller(open.blueprint(), Actor.system(Origin.API));
    String form = open.of().items().form().key();
    owed.received(open.blueprint(), open.of(), items.stream().distinct().toList())
        .forEach((item, received) -> {
          StoredRecord record = records.get(system, form, item);
          Values values = records.values(system, record);
          Values with = name -> name.equals("received") ? received : values.get(name);
          records.update(system, form, item, null, Write.trusted(null, evaluated(set, with)));
        });
  }
}
