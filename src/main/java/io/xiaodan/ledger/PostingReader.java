package io.xiaodan.ledger;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Evaluator;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormulaReader;
import io.xiaodan.form.Labels;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.LiveField;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the postings of a ledger. Their formulas may read the record itself and nothing beyond it:
 * otherwise a balance would change with no record of its own changing.
 */
final class PostingReader {

  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
  private static final Pattern CLOCK = Pattern.compile("(?i)\\b(TODAY|NOW)\\s*\\(");

  private final Compilation compilation;
  private final ArtifactId id;
  private final FormulaReader formulas;
  private final Map<String, Ledger> others;
  private final SequencedMap<String, Dimension> dimensions;
  private final SequencedMap<String, Account> accounts;

  PostingReader(
      Compilation compilation,
      ArtifactId id,
      FormulaReader formulas,
      Map<String, Ledger> others,
      SequencedMap<String, Dimension> dimensions,
      SequencedMap<String, Account> accounts) {
    this.compilation = compilation;
    this.id = id;
    this.formulas = formulas;
    this.others = others;
    this.dimensions = dimensions;
    this.accounts = accounts;
  }

  List<Posting> read(JsonNode documents) {
    List<Posting> postings = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (JsonNode each : documents) {
      String key = each.path("key").asString();
      String place = "postings." + key;
      String account = each.path("account").asString();
      if (!keys.add(key)) {
        compilation.error(id, place, Message.of("ledger.key_taken", "key", key));
      } else if (!accounts.containsKey(account)) {
        compilation.error(
            id, place + ".account", Message.of("ledger.account_unknown", "account", account));
      } else {
        Posting posting =
            each.has("ledger") ? ofLedger(each, key, place) : ofRecords(each, key, place);
        if (posting != null) {
          postings.add(posting);
        }
      }
    }
    return List.copyOf(postings);
  }

  private @Nullable Posting ofRecords(JsonNode each, String key, String place) {
    String name = each.path("form").asString("");
    Form form = compilation.find(Form.TYPE, name);
    if (form == null) {
      compilation.error(id, place + ".form", Message.of("ledger.form_unknown", "form", name));
      return null;
    }
    String lines = each.has("lines") ? each.path("lines").asString() : null;
    LineItems items = lines == null ? null : form.lines().get(lines);
    if (lines != null && items == null) {
      compilation.error(id, place + ".lines", Message.of("ledger.lines_unknown", "lines", lines));
      return null;
    }
    Schema schema = items == null ? form.schema() : items.schema();
    Formula when =
        each.has("when")
            ? own(each.path("when").asString(), schema, ValueType.BOOLEAN, form, place + ".when")
            : null;
    Formula quantity =
        own(
            each.path("quantity").asString(""),
            schema,
            ValueType.NUMBER,
            form,
            place + ".quantity");
    Formula date = date(each, schema, form, place);
    SequencedMap<String, Formula> where = where(each, schema, form, place);
    return quantity == null
        ? null
        : new Posting.OfRecords(
            key,
            label(each, key),
            each.path("account").asString(),
            form,
            lines,
            when,
            where,
            quantity,
            date);
  }

  private @Nullable Formula date(JsonNode each, Schema schema, Form form, String place) {
    if (!each.has("date")) {
      return null;
    }
    Formula date = own(each.path("date").asString(), schema, null, form, place + ".date");
    if (date != null
        && date.type() != ValueType.DATE
        && date.type() != ValueType.DATETIME
        && date.type() != ValueType.EMPTY) {
      compilation.error(id, place + ".date", Message.of("ledger.no_date"));
      return null;
    }
    return date;
  }

  private SequencedMap<String, Formula> where(
      JsonNode each, Schema schema, Form form, String place) {
    SequencedMap<String, Formula> where = new LinkedHashMap<>();
    for (Dimension dimension : dimensions.values()) {
      String at = place + ".dimensions." + dimension.key();
      JsonNode text = each.path("dimensions").path(dimension.key());
      if (!text.isString()) {
        missing(dimension, at);
        continue;
      }
      Formula formula = own(text.stringValue(), schema, null, form, at);
      if (formula == null) {
        continue;
      }
      if (dimension.takes(formula.type())) {
        where.put(dimension.key(), formula);
      } else {
        compilation.error(id, at, Message.of("ledger.dimension_type", "label", dimension.label()));
      }
    }
    return Collections.unmodifiableSequencedMap(where);
  }

  private void missing(Dimension dimension, String place) {
    if (!dimension.optional()) {
      compilation.error(
          id, place, Message.of("ledger.dimension_missing", "label", dimension.label()));
    }
  }

  /** A formula that reads the record alone. */
  private @Nullable Formula own(
      String text, Schema schema, @Nullable ValueType type, Form form, String place) {
    Formula formula =
        type == null
            ? formulas.read(text, schema, place)
            : formulas.read(text, schema, type, place, Evaluator.JVM);
    if (formula == null) {
      return null;
    }
    for (Path path : formula.dependencies()) {
      if (leadsAway(path.names(), form) || readsBalance(path.names(), form)) {
        compilation.error(id, place, Message.of("ledger.reads_beyond", "path", path.toString()));
        return null;
      }
    }
    if (CLOCK.matcher(QUOTED.matcher(text).replaceAll("")).find()) {
      compilation.error(id, place, Message.of("ledger.reads_clock"));
      return null;
    }
    return formula;
  }

  private static boolean leadsAway(List<String> names, Form form) {
    List<String> rest =
        !names.isEmpty()
                && (names.getFirst().equals("parent") || form.lines().containsKey(names.getFirst()))
            ? names.subList(1, names.size())
            : names;
    return rest.size() > 1 && !rest.get(1).equals("id");
  }

  /** A number of another ledger changes without the record. */
  private static boolean readsBalance(List<String> names, Form form) {
    return names.stream()
        .anyMatch(name ->
            form.live().get(name) instanceof LiveField.Balance
                || form.lines().values().stream()
                    .anyMatch(items -> items.live().get(name) instanceof LiveField.Balance));
  }

  private @Nullable Posting ofLedger(JsonNode each, String key, String place) {
    String name = each.path("ledger").asString();
    Ledger source = others.get(name);
    if (source == null) {
      compilation.error(id, place + ".ledger", Message.of("ledger.unknown", "ledger", name));
      return null;
    }
    Formula quantity =
        formulas.read(
            each.path("quantity").asString(""),
            LedgerReader.schema(source.accounts()),
            ValueType.NUMBER,
            place + ".quantity",
            Evaluator.SQL);
    String date = each.path("date").asString("");
    if (!source.accounts().containsKey(date)) {
      compilation.error(id, place + ".date", Message.of("ledger.account_unknown", "account", date));
      return null;
    }
    SequencedMap<String, String> where = new LinkedHashMap<>();
    for (Dimension dimension : dimensions.values()) {
      String at = place + ".dimensions." + dimension.key();
      JsonNode text = each.path("dimensions").path(dimension.key());
      Dimension from = source.dimensions().get(text.asString(""));
      if (!text.isString()) {
        missing(dimension, at);
      } else if (from == null
          || from.kind() != dimension.kind()
          || !java.util.Objects.equals(from.form(), dimension.form())) {
        compilation.error(id, at, Message.of("ledger.dimension_type", "label", dimension.label()));
      } else {
        where.put(dimension.key(), from.key());
      }
    }
    return quantity == null
        ? null
        : new Posting.OfLedger(
            key,
            label(each, key),
            each.path("account").asString(),
            name,
            Collections.unmodifiableSequencedMap(where),
            quantity,
            date);
  }

  private static Label label(JsonNode each, String key) {
    return Labels.read(each.path("label"), key);
  }
}
