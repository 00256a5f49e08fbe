package io.xiaodan.ledger;

import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.SqlNames;
import io.xiaodan.expression.SqlRows;
import io.xiaodan.form.FigureSource;
import io.xiaodan.form.LiveField;
import io.xiaodan.kernel.Label;
import io.xiaodan.platform.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * A compiled ledger.
 *
 * @param key its name in the API and of its tables
 * @param label its name for people
 * @param position where it stands among the others
 * @param dimensions what a balance is a balance of, such as product and warehouse
 * @param accounts what is counted, each a number per combination of dimensions
 * @param values numbers made of accounts, such as what is free
 * @param postings who posts what
 * @param limits what must not be gone below
 * @param promise how it promises
 * @param document the artifact's document
 */
public record Ledger(
    String key,
    Label label,
    int position,
    SequencedMap<String, Dimension> dimensions,
    SequencedMap<String, Account> accounts,
    SequencedMap<String, LedgerValue> values,
    List<Posting> postings,
    List<Limit> limits,
    PromiseTerms promise,
    JsonNode document)
    implements FigureSource {

  /** Where compiled ledgers stand in the blueprint. */
  public static final ArtifactType<Ledger> TYPE = new ArtifactType<>("ledger", Ledger.class);

  /** Name of the table of balances, unquoted and without schema. */
  public String table() {
    return "l_" + key;
  }

  /** Name of the table of what has been posted. */
  public String entryTable() {
    return table() + "__entry";
  }

  /** Name of the table of sums by day. */
  public String dayTable() {
    return table() + "__day";
  }

  /** Name of the function that posts. */
  String postFunction() {
    return table() + "__post";
  }

  /** Name of the function that posts what new records post. */
  String addFunction() {
    return table() + "__add";
  }

  /** Name of the function that tells what balances post to other ledgers. */
  String deriveFunction() {
    return table() + "__derive";
  }

  /** The postings from records of a form. */
  List<Posting.OfRecords> of(String form) {
    return postings.stream()
        .filter(Posting.OfRecords.class::isInstance)
        .map(Posting.OfRecords.class::cast)
        .filter(posting -> posting.form().equals(form))
        .toList();
  }

  /** The postings from balances of another ledger. */
  List<Posting.OfLedger> from(String ledger) {
    return postings.stream()
        .filter(Posting.OfLedger.class::isInstance)
        .map(Posting.OfLedger.class::cast)
        .filter(posting -> posting.ledger().equals(ledger))
        .toList();
  }

  /** The accounts as columns of an alias, for formulas in SQL. */
  static SqlNames columns(String alias) {
    return new SqlNames() {
      @Override
      public SqlFragment column(Path path) {
        return SqlFragment.of(alias + "." + Workspace.quote(path.names().getFirst()));
      }

      @Override
      public SqlRows rows(Path path) {
        throw new IllegalArgumentException("balances have no lists: " + path);
      }
    };
  }

  /** An account or a value, by key. */
  public boolean hasFigure(String figure) {
    return accounts.containsKey(figure) || values.containsKey(figure);
  }

  /** An account or a value as a formula over accounts. */
  Formula formula(String figure) {
    LedgerValue value = values.get(figure);
    if (value != null) {
      return value.formula();
    }
    Account account = Objects.requireNonNull(accounts.get(figure));
    return Formula.compile(account.key(), LedgerReader.schema(accounts));
  }

  @Override
  public SqlFragment figure(
      Workspace workspace, LiveField.Balance balance, Function<List<String>, String> column) {
    LedgerSql sql = new LedgerSql(this, workspace);
    List<String> where = new ArrayList<>();
    List<String> filled = new ArrayList<>();
    balance
        .at()
        .forEach((key, path) -> {
          Dimension dimension = Objects.requireNonNull(dimensions.get(key));
          String value = "(" + column.apply(path) + ")::" + dimension.kind().column();
          where.add("b." + Workspace.quote(key) + " = " + value);
          filled.add(value + " IS NOT NULL");
        });
    return SqlFragment.of(
        "CASE WHEN %s THEN (SELECT COALESCE(sum(%s), 0) FROM %s b WHERE %s) END"
            .formatted(
                String.join(" AND ", filled),
                sql.figure(balance.figure(), "b"),
                sql.balances(),
                String.join(" AND ", where)));
  }

  /** The name of an account or a value for people. */
  public Label figureLabel(String figure) {
    LedgerValue value = values.get(figure);
    return value == null ? Objects.requireNonNull(accounts.get(figure)).label() : value.label();
  }

  @Override
  public String toString() {
    return "Ledger[" + key + "]";
  }
}
