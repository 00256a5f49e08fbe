package io.xiaodan.payment;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.integration.PaymentCallback;
import io.xiaodan.integration.PaymentReceiver;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.record.Caller;
import io.xiaodan.record.ListQuery;
import io.xiaodan.record.RecordLists;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.record.Write;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/**
 * Keeps one record for each payment number. The unique number decides between callbacks that come
 * at the same moment: one makes the record, the others find it.
 */
@Component
class PaymentRecords implements PaymentReceiver {

  private static final Logger log = LoggerFactory.getLogger(PaymentRecords.class);
  private static final int MOST_ATTEMPTS = 5;

  private final PaymentMapping mapping;
  private final Blueprints blueprints;
  private final Records records;
  private final RecordLists lists;
  private final JsonMapper json;

  PaymentRecords(
      PaymentMapping mapping,
      Blueprints blueprints,
      Records records,
      RecordLists lists,
      JsonMapper json) {
    this.mapping = mapping;
    this.blueprints = blueprints;
    this.records = records;
    this.lists = lists;
    this.json = json;
  }

  /** In this order: INVALID for what cannot be recorded; CONFLICT for another order or amount. */
  @Override
  public Receipt accept(PaymentCallback callback) {
    Caller caller = new Caller(blueprints.current(), Actor.system(Origin.API));
    for (int attempt = 1; ; attempt++) {
      try {
        Optional<StoredRecord> known = find(caller, callback.paymentNo());
        return known.isPresent()
            ? advance(caller, known.get(), callback)
            : create(caller, callback);
      } catch (ProblemException e) {
        if (attempt == MOST_ATTEMPTS || !isOvertaken(e.problem())) {
          throw translated(e, callback);
        }
      }
    }
  }

  private Optional<StoredRecord> find(Caller caller, String number) {
    String filter =
        "%s = \"%s\"".formatted(mapping.fields().number(), number.replace("\"", "\"\""));
    return lists
        .page(caller, mapping.form(), new ListQuery(filter, null, null, false, 1, null))
        .items()
        .stream()
        .findFirst()
        .map(item ->
            records.get(caller, mapping.form(), UUID.fromString(String.valueOf(item.get("id")))));
  }

  private Receipt create(Caller caller, PaymentCallback callback) {
    Map<String, @Nullable Object> values = mapping.values(callback, channel(caller, callback));
    StoredRecord made =
        records.create(caller, mapping.form(), Write.trusted(json.valueToTree(values), Map.of()));
    return new Receipt(made.id(), false);
  }

  private Receipt advance(Caller caller, StoredRecord payment, PaymentCallback callback) {
    requireSame(caller, payment, callback);
    String state = String.valueOf(payment.values().get(mapping.fields().status()));
    if (state.equals(callback.status())) {
      return new Receipt(payment.id(), true);
    }
    if (!mapping.follows(state, callback.status()) && isState(caller, callback.status())) {
      log.warn(
          "payment {} is {}; news of {} has been overtaken",
          payment.id(),
          state,
          callback.status());
      return new Receipt(payment.id(), true);
    }
    records.update(
        caller,
        mapping.form(),
        payment.id(),
        payment.rev(),
        Write.trusted(json.valueToTree(mapping.news(callback)), Map.of()));
    return new Receipt(payment.id(), false);
  }

  /** A payment stays with its order and its amount. */
  private void requireSame(Caller caller, StoredRecord payment, PaymentCallback callback) {
    Object order = records.valuesNow(caller, payment).get(mapping.fields().order());
    Object number = order instanceof Values found ? found.get(mapping.orderNumber()) : null;
    if (!callback.orderNo().equals(number)) {
      throw Problem.of(
              ProblemKind.CONFLICT,
              "payment.other_order",
              "number",
              callback.paymentNo(),
              "order",
              String.valueOf(number))
          .exception();
    }
    Object amount = payment.values().get(mapping.fields().amount());
    if (!(amount instanceof BigDecimal known) || known.compareTo(callback.amount()) != 0) {
      throw Problem.of(
              ProblemKind.CONFLICT,
              "payment.other_amount",
              "number",
              callback.paymentNo(),
              "amount",
              amount == null ? "" : amount)
          .exception();
    }
  }

  private boolean isState(Caller caller, String state) {
    return field(caller, mapping.fields().status())
            .type()
            .coerce(StringNode.valueOf(state))
            .refusal()
        == null;
  }

  /** The channel where the form knows it; a payment is not refused for the way it was made. */
  private @Nullable String channel(Caller caller, PaymentCallback callback) {
    String channel = callback.channel();
    if (channel == null) {
      return null;
    }
    FormField field = field(caller, mapping.fields().channel());
    boolean known = field.type().coerce(StringNode.valueOf(channel)).refusal() == null;
    if (!known) {
      log.warn("payment channel {} is not an option of {}", channel, field.key());
    }
    return known ? channel : null;
  }

  private FormField field(Caller caller, String key) {
    return caller
        .blueprint()
        .find(Form.TYPE, mapping.form())
        .flatMap(form -> form.field(key))
        .orElseThrow(() ->
            Problem.of(
                    ProblemKind.UNAVAILABLE,
                    "payment.not_mapped",
                    "form",
                    mapping.form(),
                    "field",
                    key)
                .exception());
  }

  /** Whether another callback, or a person, was faster. */
  private boolean isOvertaken(Problem problem) {
    boolean numberTaken =
        problem.violations().stream()
            .anyMatch(violation ->
                mapping.fields().number().equals(violation.field())
                    && violation.message().code().equals("record.unique"));
    return numberTaken || problem.message().code().equals("record.conflict");
  }

  /** The same problem, with the names the sender knows instead of the form's fields. */
  private ProblemException translated(ProblemException e, PaymentCallback callback) {
    if (e.problem().kind() != ProblemKind.INVALID) {
      return e;
    }
    List<String> sent = List.of("paymentNo", "orderNo", "amount", "status", "paidAt", "channel");
    List<Violation> violations = new ArrayList<>();
    for (Violation violation : e.problem().violations()) {
      int part = violation.field() == null ? -1 : mapping.keys().indexOf(violation.field());
      Message message =
          violation.message().code().equals("record.by_unknown")
              ? Message.of("payment.no_order", "order", callback.orderNo())
              : violation.message();
      violations.add(
          part < 0
              ? new Violation(message, violation.field(), violation.row(), violation.column())
              : Violation.at(sent.get(part), message));
    }
    return Problem.invalid(violations).exception();
  }
}
