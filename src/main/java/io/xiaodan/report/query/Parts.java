package io.xiaodan.report.query;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.platform.Workspace;
import io.xiaodan.report.question.Dimension;
import io.xiaodan.report.question.Measure;
import io.xiaodan.report.question.Question;
import io.xiaodan.report.question.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The statements that make an answer of parts. The records of the source are parted by an id into
 * stretches; the groups of a stretch are read alone, and those of all stretches put together give
 * the answer. So a change of a record costs the reading of its stretch.
 */
public final class Parts {

  private final Question question;
  private final Asking asking;
  private final Partition partition;

  private Parts(Question question, Asking asking, Partition partition) {
    this.question = question;
    this.asking = asking;
    this.partition = partition;
  }

  /**
   * The parts of a question; null where parts would answer another, or where records of the source
   * refer to others of the source, so that a change reaches further than its own stretch.
   */
  static @Nullable Parts of(Query whole, Asking asking) {
    Question question = whole.question();
    Partition partition = Partition.of(question);
    return partition == null || whole.source().referred().contains(question.source().form())
        ? null
        : new Parts(question, asking, partition);
  }

  /** How many columns of a part's rows are keys. */
  public int keys() {
    return question.last().dimensions().size();
  }

  /** How each further column of several parts becomes one. */
  public List<Partial> partials() {
    return Stream.concat(
            question.last().measures().stream()
                .flatMap(measure -> SummariseParts.kinds(measure).stream()),
            Stream.of(Partial.ADD))
        .toList();
  }

  /** The first id, as text, of each stretch of so many records but the first. */
  public SqlFragment bounds(int records) {
    return SqlFragment.of(
        "SELECT DISTINCT k::text FROM (SELECT %s AS k, row_number() OVER (ORDER BY %s) AS n FROM %s WHERE %s IS NOT NULL) x WHERE n %% %d = 0 ORDER BY 1"
            .formatted(column(), column(), table(), column(), records));
  }

  /** The ids, as text, of the stretches that changed records lie in, and lay in before. */
  public SqlFragment touched(Collection<UUID> changed) {
    String ids = "{" + String.join(",", changed.stream().map(UUID::toString).toList()) + "}";
    SqlFragment now =
        SqlFragment.of(
            "SELECT %s::text FROM %s WHERE id = ANY (?::uuid[])".formatted(column(), table()), ids);
    if (column().equals(quote("id"))) {
      return now;
    }
    String key = partition.column().names().getFirst();
    return new Sql()
        .add(now)
        .add(" UNION SELECT changes->?::text->>0 FROM ", key)
        .add(asking.workspace().table("event"))
        .add(" WHERE form = ? AND record_id = ANY (?::uuid[])", question.source().form(), ids)
        .add(" AND kind = 'updated' AND jsonb_exists(changes, ?::text)", key)
        .done();
  }

  /**
   * All stretches at once; the bounds stand in a sub-select so that they are read once and not for
   * every record. Columns: the number of the stretch (null without id), then as {@link #part}.
   */
  public SqlFragment everything(List<String> bounds) {
    Query query = through(List.of());
    SqlFragment stretch =
        new Sql()
            .add("width_bucket(")
            .add(query.rows().bare(partition.atLast()))
            .add(", (SELECT ?::uuid[]))", "{" + String.join(",", bounds) + "}")
            .done();
    return SummariseParts.write(query, List.of(stretch));
  }

  /** One stretch: the keys of its groups as text, then their partial numbers as text. */
  public SqlFragment part(List<String> bounds, int part) {
    Query query = through(List.of(new KeepPart(partition.column(), bounds, part)));
    return SummariseParts.write(query, List.of());
  }

  /** The answer, of the groups of all stretches put together; columns as the statement's. */
  public SqlFragment whole(Collection<List<@Nullable String>> groups) {
    Stage last = question.last();
    Query query = Statements.start(question, asking);
    Query merged = query.reading(query.source(), rows(last, groups));
    return WriteStatement.of(Statements.through(Statements.afterGroups(), merged));
  }

  private StageRows rows(Stage last, Collection<List<@Nullable String>> groups) {
    List<SqlFragment> outputs = new ArrayList<>();
    int column = 0;
    for (Dimension dimension : last.dimensions()) {
      ValueType type = SummariseParts.type(dimension);
      String cast = Summarise.isBareId(dimension) ? "uuid" : Partial.column(type);
      outputs.add(Summarise.named(SqlFragment.of("c" + column++ + "::" + cast), dimension.key()));
    }
    for (Measure measure : last.measures()) {
      List<String> partials = new ArrayList<>();
      for (Partial ignored : SummariseParts.kinds(measure)) {
        partials.add("c" + column++);
      }
      String whole = SummariseParts.whole(measure, partials);
      outputs.add(Summarise.named(SqlFragment.of(whole), measure.key()));
    }
    outputs.add(
        Summarise.named(
            SqlFragment.of("COALESCE(c" + column++ + "::numeric, 0)"), Summarise.ROWS));
    Sql select = new Sql().add("SELECT ").join(", ", outputs).add(" FROM unnest(");
    for (int i = 0; i < column; i++) {
      select.add(i == 0 ? "?::text[]" : ", ?::text[]", (Object) column(groups, i));
    }
    String names =
        IntStream.range(0, column).mapToObj(i -> "c" + i).reduce((a, b) -> a + ", " + b).orElse("");
    Set<String> ids =
        last.dimensions().stream()
            .filter(Summarise::isBareId)
            .map(Dimension::key)
            .collect(Collectors.toSet());
    return new StageRows(select.add(") AS x(" + names + ")").done(), "q", ids);
  }

  private static @Nullable String[] column(Collection<List<@Nullable String>> groups, int column) {
    return groups.stream().map(group -> group.get(column)).toArray(String[]::new);
  }

  private Query through(List<Step> narrowing) {
    List<Step> steps = new ArrayList<>(Statements.rows());
    steps.addAll(narrowing);
    steps.addAll(Statements.untilLastKeys(question));
    return Statements.through(steps, Statements.start(question, asking));
  }

  private String column() {
    return quote(partition.column().names().getLast());
  }

  private String table() {
    Form form = asking.form(question.source().form());
    Workspace workspace = asking.workspace();
    return workspace.table(form.table());
  }
}
