package io.xiaodan.ledger;

import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Decision;
import io.xiaodan.form.FieldFilling;
import io.xiaodan.form.FieldRules;
import io.xiaodan.form.FieldType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.type.DateType;
import io.xiaodan.form.type.DecimalType;
import io.xiaodan.form.type.PersonType;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.form.type.SelectType;
import io.xiaodan.form.type.TextType;
import io.xiaodan.kernel.Label;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields that the rows of a ledger have.
 *
 * <p>Balances: the dimensions, the accounts and the values. Entries: the dimensions, the day, which
 * posting made them, the account and the quantity; the quantity once more under the name of its
 * account; and the record that posted, under the key of its form.
 */
record LedgerRowFields(Ledger ledger, LedgerRows.View view) {

  static final String DAY = "entry_day";
  static final String POSTING = "entry_posting";
  static final String ACCOUNT = "entry_account";
  static final String QUANTITY = "entry_quantity";

  private static final FieldRules PLAIN =
      new FieldRules(Decision.NO, Decision.YES, Decision.YES, Map.of(), null);
  private static final FieldFilling UNFILLED = new FieldFilling(null, null, null, null);
  private static final int LONGEST = 500;

  Form form() {
    SequencedMap<String, FormField> fields = new LinkedHashMap<>();
    ledger
        .dimensions()
        .values()
        .forEach(each -> put(fields, each.key(), each.label(), type(each), document("")));
    switch (view) {
      case BALANCES -> {
        ledger.accounts().values().forEach(each -> number(fields, each));
        ledger
            .values()
            .values()
            .forEach(each -> number(fields, each.key(), each.label(), each.scale()));
      }
      case ENTRIES -> entries(fields);
    }
    Map<String, ValueType> types = new LinkedHashMap<>();
    types.put("id", ValueType.TEXT);
    fields.forEach((key, field) -> types.put(key, field.type().valueType()));
    return new Form(
        LedgerRows.key(ledger.key(), view),
        label(),
        ledger.dimensions().firstEntry().getKey(),
        Collections.unmodifiableSequencedMap(fields),
        Collections.unmodifiableSequencedMap(new LinkedHashMap<>()),
        Collections.unmodifiableSequencedMap(new LinkedHashMap<>()),
        Schema.of(types),
        List.of(),
        List.of(),
        document("").put("icon", "account-book"));
  }

  private Label label() {
    Label own = ledger.label();
    return switch (view) {
      case BALANCES -> new Label(own.zh() + "：余额", own.en() + ": balances");
      case ENTRIES -> new Label(own.zh() + "：分录", own.en() + ": entries");
    };
  }

  private void entries(SequencedMap<String, FormField> fields) {
    put(fields, DAY, new Label("日期", "Day"), new DateType(), document("date"));
    Map<String, Label> postings = new LinkedHashMap<>();
    ledger.postings().forEach(each -> postings.put(each.key(), each.label()));
    select(fields, POSTING, new Label("过账规则", "Posting"), postings);
    Map<String, Label> accounts = new LinkedHashMap<>();
    ledger.accounts().values().forEach(each -> accounts.put(each.key(), each.label()));
    select(fields, ACCOUNT, new Label("科目", "Account"), accounts);
    int scale = ledger.accounts().values().stream().mapToInt(Account::scale).max().orElse(0);
    number(fields, QUANTITY, new Label("数额", "Quantity"), scale);
    ledger.accounts().values().forEach(each -> number(fields, each));
    origins()
        .forEach((key, form) ->
            put(
                fields,
                key,
                form.label(),
                new ReferenceType(form.key(), form.schema()),
                document("reference").put("form", form.key())));
  }

  /** The forms whose records post, by the field that refers to the record. */
  SequencedMap<String, Form> origins() {
    SequencedMap<String, Form> origins = new LinkedHashMap<>();
    for (Posting posting : ledger.postings()) {
      if (posting instanceof Posting.OfRecords own) {
        String key = own.form();
        boolean taken = ledger.dimensions().containsKey(key) || ledger.accounts().containsKey(key);
        origins.put(taken ? "entry_" + key : key, own.source());
      }
    }
    return origins;
  }

  private static FieldType type(Dimension dimension) {
    return switch (dimension.kind()) {
      case REFERENCE ->
          new ReferenceType(
              Objects.requireNonNull(dimension.form()), Objects.requireNonNull(dimension.schema()));
      case PERSON -> new PersonType();
      case TEXT -> new TextType("text", LONGEST);
      case DATE -> new DateType();
    };
  }

  private static void select(
      SequencedMap<String, FormField> fields, String key, Label label, Map<String, Label> options) {
    ObjectNode document = document("select");
    options.forEach((option, name) -> {
      ObjectNode one = document.withArray("options").addObject().put("key", option);
      one.putObject("label").put("zh", name.zh()).put("en", name.en());
    });
    put(fields, key, label, new SelectType(options), document);
  }

  private static void number(SequencedMap<String, FormField> fields, Account account) {
    number(fields, account.key(), account.label(), account.scale());
  }

  private static void number(
      SequencedMap<String, FormField> fields, String key, Label label, int scale) {
    DecimalType type = new DecimalType("number", scale, null, null);
    put(fields, key, label, type, document("number").put("scale", scale));
  }

  private static void put(
      SequencedMap<String, FormField> fields,
      String key,
      Label label,
      FieldType type,
      ObjectNode document) {
    fields.putIfAbsent(key, new FormField(key, label, type, false, PLAIN, UNFILLED, document));
  }

  private static ObjectNode document(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }
}
