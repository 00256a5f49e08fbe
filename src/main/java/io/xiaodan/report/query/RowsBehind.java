package io.xiaodan.report.query;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.ValueType;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.ledger.LedgerRows;
import io.xiaodan.report.question.Dimension;
import io.xiaodan.report.question.Measure;
import io.xiaodan.report.question.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the source that one cell of an answer was made of. They pass the same steps as the
 * answer, permissions included, up to where it groups.
 */
public final class RowsBehind {

  private final Question question;
  private final Query query;
  private final @Nullable Measure measure;

  private RowsBehind(Question question, Query query, @Nullable Measure measure) {
    this.question = question;
    this.query = query;
    this.measure = measure;
  }

  /**
   * The rows behind a cell.
   *
   * @throws io.xiaodan.kernel.ProblemException malformed for a dimension or value that is none
   */
  public static RowsBehind of(Question question, Asking asking, Cell cell) {
    for (String key : cell.at().keySet()) {
      if (question.last().dimensions().stream().noneMatch(one -> one.key().equals(key))) {
        throw Problem.of(ProblemKind.MALFORMED, "report.no_dimension", "key", key).exception();
      }
    }
    List<Step> steps = new ArrayList<>(Statements.rows());
    steps.addAll(Statements.untilFirstKeys());
    Query query = Statements.through(steps, Statements.start(question, asking));
    boolean oneStage = question.stages().size() == 1;
    query = oneStage ? new KeepPicked(0, cell.at()).apply(query) : inGroups(query, cell);
    Measure measure =
        question.last().measures().stream()
            .filter(one -> oneStage && one.key().equals(cell.measure()))
            .findFirst()
            .orElse(null);
    if (measure != null && measure.filter() != null) {
      query = query.withCondition(query.condition(measure.filter()));
    }
    return new RowsBehind(question, query, measure);
  }

  /** The rows whose groups of the first stage are in the cell of the second. */
  private static Query inGroups(Query query, Cell cell) {
    List<Step> further =
        List.of(
            new Summarise(0),
            new KeepFiltered(1),
            new CutBuckets(1),
            new GatherOthers(1),
            new KeepPicked(1, cell.at()));
    Query groups = Statements.through(further, query);
    List<Dimension> dimensions = query.stage(0).dimensions();
    Sql among = new Sql().add("EXISTS (SELECT 1 FROM ").add(groups.from());
    List<SqlFragment> conditions = new ArrayList<>(groups.conditions());
    String alias = ((StageRows) groups.rows()).alias() + ".";
    if (dimensions.size() == 1) {
      String column = alias + quote(dimensions.getFirst().key());
      SqlFragment key = query.keys().getFirst();
      Sql in = new Sql().add("(").add(key).add(" IN (SELECT " + column + " FROM ");
      in.add(groups.from()).where(conditions).add(") OR (").add(key).add(" IS NULL AND ");
      conditions.add(SqlFragment.of(column + " IS NULL"));
      return query.withCondition(in.add(among.done()).where(conditions).add(")))").done());
    }
    for (int i = 0; i < dimensions.size(); i++) {
      String column = alias + quote(dimensions.get(i).key());
      conditions.add(
          new Sql().add(column + " IS NOT DISTINCT FROM ").add(query.keys().get(i)).done());
    }
    return query.withCondition(among.where(conditions).add(")").done());
  }

  /** The measure whose rows they are; null where none was named, or one of a second stage. */
  public @Nullable Measure measure() {
    return measure;
  }

  /** How many there are; one number. */
  public SqlFragment count() {
    return new Sql()
        .add("SELECT count(*) FROM ")
        .add(query.from())
        .where(query.conditions())
        .done();
  }

  /**
   * Some of them, the newest first. Columns: the id of the row, the id of its record, the form of
   * that record where it is not the question's (then both may be empty), and the question's
   * details.
   *
   * @param after the row that the page follows; null for the first page
   */
  public SqlFragment page(int limit, @Nullable UUID after) {
    List<SqlFragment> columns = new ArrayList<>();
    columns.add(SqlFragment.of(row()));
    columns.add(SqlFragment.of(record()));
    columns.add(SqlFragment.of(form()));
    for (Dimension detail : question.details()) {
      columns.add(CutBuckets.key(query, detail));
    }
    List<SqlFragment> conditions = new ArrayList<>(query.conditions());
    if (after != null) {
      conditions.add(SqlFragment.of(row() + " < ?::uuid", after.toString()));
    }
    return new Sql()
        .add("SELECT ")
        .join(", ", columns)
        .add(" FROM ")
        .add(query.from())
        .where(conditions)
        .add(" ORDER BY 1 DESC LIMIT ?::bigint", limit)
        .done();
  }

  /** What each record gives to the measure. Columns: the id of the record, the number as text. */
  public SqlFragment contributions() {
    return new Sql()
        .add("SELECT " + record() + " AS record, ")
        .add(contribution())
        .add("::text AS given FROM ")
        .add(query.from())
        .where(query.conditions())
        .add(" GROUP BY 1")
        .done();
  }

  private SqlFragment contribution() {
    Formula formula = measure == null ? null : measure.formula();
    if (formula == null) {
      return SqlFragment.of("count(*)");
    }
    SqlFragment value = query.value(formula);
    return formula.type() == ValueType.NUMBER
        ? new Sql().add("trim_scale(sum(").add(value).add("))").done()
        : new Sql().add("max((").add(value).add(")::text)").done();
  }

  /** The measure over all of the rows; null where there is none. */
  public @Nullable SqlFragment number() {
    return measure == null
        ? null
        : new Sql()
            .add("SELECT ")
            .add(Summarise.aggregate(query, measure))
            .add(" FROM ")
            .add(query.from())
            .where(query.conditions())
            .done();
  }

  private String row() {
    return query.source().alias() + ".id";
  }

  private String form() {
    return hasEntries() ? query.source().alias() + "." + quote(LedgerRows.FORM) : "NULL::text";
  }

  private boolean hasEntries() {
    LedgerRows ledger = query.asking().ledger(query.asking().form(question.source().form()));
    return ledger != null && ledger.view() == LedgerRows.View.ENTRIES;
  }

  private String record() {
    if (hasEntries()) {
      return query.source().alias() + "." + quote(LedgerRows.RECORD);
    }
    return query.source().alias() + (question.source().lines() == null ? ".id" : ".parent");
  }

  /**
   * The records that give something else at one of two moments. Columns: the id of the record, what
   * it gave, what it gives; null where it is not among the rows.
   */
  public static SqlFragment differences(RowsBehind before, RowsBehind after) {
    return new Sql()
        .add("SELECT COALESCE(a.record, b.record), a.given, b.given, a.record IS NOT NULL,")
        .add(" b.record IS NOT NULL FROM (")
        .add(before.contributions())
        .add(") a FULL JOIN (")
        .add(after.contributions())
        .add(") b ON a.record = b.record WHERE a.record IS NULL OR b.record IS NULL")
        .add(" OR a.given IS DISTINCT FROM b.given ORDER BY 1 DESC")
        .done();
  }
}
