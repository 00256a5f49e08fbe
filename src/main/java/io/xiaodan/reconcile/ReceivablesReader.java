package io.xiaodan.reconcile;

import io.xiaodan.access.RoleRights;
import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Evaluator;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.FormulaReader;
import io.xiaodan.form.Labels;
import io.xiaodan.form.LineItems;
import io.xiaodan.kernel.Message;
import io.xiaodan.reconcile.match.MatchSettings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one document; everything wrong is reported with its place. */
final class ReceivablesReader {

  private static final Set<String> MONEY = Set.of("money", "number");
  private static final Set<String> PERCENT = Set.of("percent", "number");
  private static final Set<String> DAYS = Set.of("date", "datetime");
  private static final Set<String> TEXTS = Set.of("text", "auto_number", "phone", "barcode");
  private static final Set<String> SELECT = Set.of("select");
  private static final Set<String> REFERENCE = Set.of("reference");

  private final Compilation compilation;
  private final ArtifactId id;
  private final JsonNode document;
  private final FormulaReader formulas;
  private boolean broken;

  ReceivablesReader(Compilation compilation, ArtifactId id, JsonNode document) {
    this.compilation = compilation;
    this.id = id;
    this.document = document;
    this.formulas = new FormulaReader(compilation, id);
  }

  @Nullable Receivables read() {
    Form customers = form("customer");
    Form items = form("items");
    Form receipts = form("receipts");
    if (customers == null || items == null || receipts == null) {
      return null;
    }
    Receivables.Customers of = customers(customers);
    Receivables.Items owed = items(items);
    Receivables.Receipts came = receipts(receipts);
    Receivables read =
        new Receivables(
            id.key(),
            Labels.read(document.path("label"), id.key()),
            roles(document.path("roles"), "roles"),
            of,
            owed,
            invoices(),
            came,
            bank(),
            matching(document.path("matching")),
            ages(document.path("ageing")),
            roles(document.path("dispute").path("roles"), "dispute.roles"));
    return broken ? null : read;
  }

  private void error(String place, String code, Object... arguments) {
    broken = true;
    compilation.error(id, place, Message.of(code, arguments));
  }

  private @Nullable Form form(String part) {
    String name = document.path(part).path("form").asString("");
    Form form = compilation.find(Form.TYPE, name);
    if (form == null) {
      error(part + ".form", "reconcile.form_unknown", "form", name);
    }
    return form;
  }

  private Set<String> roles(JsonNode keys, String place) {
    Set<String> roles = new LinkedHashSet<>();
    for (JsonNode role : keys) {
      roles.add(role.asString());
      if (compilation.find(RoleRights.TYPE, role.asString()) == null) {
        error(place, "action.role_unknown", "role", role.asString());
      }
    }
    return roles;
  }

  private String field(Map<String, FormField> of, String part, String name, Set<String> types) {
    JsonNode node =
        name.isEmpty() ? document.path(part) : document.at("/" + part.replace('.', '/')).path(name);
    String key = node.asString("");
    FormField field = of.get(key);
    if (field == null || !types.contains(field.type().name())) {
      error(
          part + "." + name,
          "reconcile.field",
          "field",
          key,
          "types",
          String.join(", ", types.stream().sorted().toList()));
    }
    return key;
  }

  private @Nullable String optional(
      Map<String, FormField> of, String part, String name, Set<String> types) {
    return document.at("/" + part.replace('.', '/')).has(name)
        ? field(of, part, name, types)
        : null;
  }

  private @Nullable Formula when(Form form, String part) {
    JsonNode in = document.path(part);
    if (!in.has("when")) {
      return null;
    }
    Formula read =
        formulas.read(
            in.path("when").asString(),
            form.schema(),
            ValueType.BOOLEAN,
            part + ".when",
            Evaluator.SQL);
    broken |= read == null;
    return read;
  }

  private Receivables.Customers customers(Form form) {
    JsonNode in = document.path("customer");
    LineItems payers = form.lines().get(in.path("payers").asString(""));
    if (in.has("payers") && payers == null) {
      error("customer.payers", "reconcile.lines", "field", in.path("payers").asString(""));
    }
    return new Receivables.Customers(
        form,
        payers == null ? null : payers.key(),
        payers == null ? null : optional(payers.columns(), "customer", "name", TEXTS),
        payers == null ? null : optional(payers.columns(), "customer", "account", TEXTS));
  }

  private Receivables.Items items(Form form) {
    List<String> references = new ArrayList<>();
    for (JsonNode one : document.path("items").path("references")) {
      FormField field = form.fields().get(one.asString());
      if (field == null || !TEXTS.contains(field.type().name())) {
        error("items.references", "reconcile.field", "field", one.asString(), "types", "text");
      }
      references.add(one.asString());
    }
    Schema received =
        name ->
            name.equals("received") ? Optional.of(ValueType.NUMBER) : form.schema().typeOf(name);
    return new Receivables.Items(
        form,
        when(form, "items"),
        field(form.fields(), "items", "customer", REFERENCE),
        field(form.fields(), "items", "date", DAYS),
        optional(form.fields(), "items", "due", DAYS),
        optional(form.fields(), "items", "delivered", DAYS),
        field(form.fields(), "items", "amount", MONEY),
        optional(form.fields(), "items", "deposit", MONEY),
        references,
        optional(form.fields(), "items", "received", MONEY),
        optional(form.fields(), "items", "invoiced", MONEY),
        optional(form.fields(), "items", "tolerance", PERCENT),
        set(form, document.path("items").path("set"), received, "items.set"));
  }

  private Receivables.@Nullable Invoices invoices() {
    Form form = document.has("invoices") ? form("invoices") : null;
    return form == null
        ? null
        : new Receivables.Invoices(
            form,
            field(form.fields(), "invoices", "number", TEXTS),
            field(form.fields(), "invoices", "item", REFERENCE),
            optional(form.fields(), "invoices", "amount", MONEY));
  }

  private Receivables.Receipts receipts(Form form) {
    JsonNode in = document.path("receipts");
    LineItems rows = form.lines().get(in.path("allocations").asString(""));
    if (rows == null) {
      error("receipts.allocations", "reconcile.lines", "field", in.path("allocations").asString());
    }
    Map<String, FormField> columns = rows == null ? Map.of() : rows.columns();
    Form bank = document.has("bank") ? form("bank") : null;
    return new Receivables.Receipts(
        form,
        when(form, "receipts"),
        field(form.fields(), "receipts", "customer", REFERENCE),
        field(form.fields(), "receipts", "date", DAYS),
        field(form.fields(), "receipts", "amount", MONEY),
        optional(form.fields(), "receipts", "number", TEXTS),
        optional(form.fields(), "receipts", "item", REFERENCE),
        in.path("allocations").asString(""),
        field(columns, "receipts.share", "item", REFERENCE),
        field(columns, "receipts.share", "amount", MONEY),
        optional(columns, "receipts.share", "difference", MONEY),
        optional(columns, "receipts.share", "how", SELECT),
        bank == null ? Map.of() : set(form, in.path("new"), bank.schema(), "receipts.new"));
  }

  private Map<FormField, Formula> set(Form form, JsonNode values, Schema schema, String place) {
    Map<FormField, Formula> set = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> one : values.properties()) {
      FormField field = form.fields().get(one.getKey());
      String at = place + "." + one.getKey();
      if (field == null || field.filling().isComputed()) {
        error(at, "reconcile.not_set", "field", one.getKey());
        continue;
      }
      Formula formula =
          formulas.read(one.getValue().asString(), schema, field.type().valueType(), at);
      if (formula == null) {
        broken = true;
      } else {
        set.put(field, formula);
      }
    }
    return set;
  }

  private Receivables.@Nullable Bank bank() {
    Form form = document.has("bank") ? form("bank") : null;
    if (form == null) {
      return null;
    }
    Map<String, FormField> fields = form.fields();
    return new Receivables.Bank(
        form,
        field(fields, "bank", "number", TEXTS),
        field(fields, "bank", "at", DAYS),
        field(fields, "bank", "direction", SELECT),
        field(fields, "bank", "amount", MONEY),
        field(fields, "bank", "payer", TEXTS),
        optional(fields, "bank", "account", TEXTS),
        field(fields, "bank", "remark", TEXTS),
        optional(fields, "bank", "channel", SELECT),
        field(fields, "bank", "state", SELECT),
        field(fields, "bank", "receipt", REFERENCE),
        optional(fields, "bank", "reason", TEXTS),
        optional(fields, "bank", "confidence", MONEY),
        layouts());
  }

  private List<BankLayout> layouts() {
    List<BankLayout> layouts = new ArrayList<>();
    for (JsonNode one : document.path("bank").path("layouts")) {
      layouts.add(
          new BankLayout(
              one.path("key").asString(),
              Labels.read(one.path("label"), one.path("key").asString()),
              one.has("channel") ? one.path("channel").asString() : null,
              texts(one, "number"),
              texts(one, "at"),
              texts(one, "time"),
              texts(one, "amount"),
              texts(one, "in"),
              texts(one, "out"),
              texts(one, "direction"),
              Set.copyOf(texts(one, "incoming")),
              Set.copyOf(texts(one, "outgoing")),
              texts(one, "payer"),
              texts(one, "account"),
              texts(one, "remark"),
              texts(one, "state"),
              Set.copyOf(texts(one, "done"))));
    }
    return layouts;
  }

  private static List<String> texts(JsonNode in, String name) {
    return in.path(name).valueStream().map(JsonNode::asString).toList();
  }

  private static MatchSettings matching(JsonNode in) {
    MatchSettings standard = MatchSettings.standard();
    return new MatchSettings(
        in.path("threshold").asInt(standard.threshold()),
        in.has("tolerance")
            ? new BigDecimal(in.path("tolerance").asString()).movePointRight(2).longValueExact()
            : standard.tolerance(),
        in.path("together").asInt(standard.together()));
  }

  private Receivables.Ages ages(JsonNode in) {
    List<Integer> buckets = in.path("buckets").valueStream().map(JsonNode::asInt).toList();
    if (buckets.isEmpty()) {
      buckets = List.of(30, 60, 90, 180, 365);
    }
    for (int i = 1; i < buckets.size(); i++) {
      if (buckets.get(i) <= buckets.get(i - 1)) {
        error("ageing.buckets", "reconcile.buckets");
      }
    }
    return new Receivables.Ages(
        buckets, in.path("base").asString("due"), in.path("days").asInt(365));
  }
}
