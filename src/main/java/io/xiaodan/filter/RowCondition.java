package io.xiaodan.filter;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A filter tree as formulas over the rows of a form or of its lines, whoever reads their SQL. */
public sealed interface RowCondition {

  /** The formula holds. */
  record Holds(Formula formula) implements RowCondition {}

  /** All of them hold. */
  record All(List<RowCondition> parts) implements RowCondition {}

  /** One of them holds; none of no parts. */
  record Any(List<RowCondition> parts) implements RowCondition {}

  /** The part does not hold, nor does it where it cannot be told. */
  record Not(RowCondition part) implements RowCondition {}

  /** The condition in SQL; it may be empty where it does not hold. */
  default SqlFragment sql(SqlNames names, Environment environment) {
    return switch (this) {
      case Holds holds -> holds.formula().toSqlFilter(names, environment);
      case All all -> joined(all.parts(), " AND ", "TRUE", names, environment);
      case Any any -> joined(any.parts(), " OR ", "FALSE", names, environment);
      case Not not -> {
        SqlFragment part = not.part().sql(names, environment);
        yield new SqlFragment("((" + part.text() + ") IS NOT TRUE)", part.binds());
      }
    };
  }

  /** The fields it reads. */
  default Set<Path> reads() {
    return switch (this) {
      case Holds holds -> holds.formula().dependencies();
      case All all -> reads(all.parts());
      case Any any -> reads(any.parts());
      case Not not -> not.part().reads();
    };
  }

  private static Set<Path> reads(List<RowCondition> parts) {
    return parts.stream()
        .flatMap(part -> part.reads().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static SqlFragment joined(
      List<RowCondition> parts,
      String word,
      String nothing,
      SqlNames names,
      Environment environment) {
    if (parts.isEmpty()) {
      return SqlFragment.of(nothing);
    }
    List<String> texts = new ArrayList<>();
    List<@Nullable Object> binds = new ArrayList<>();
    for (RowCondition part : parts) {
      SqlFragment sql = part.sql(names, environment);
      texts.add(sql.text());
      binds.addAll(sql.binds());
    }
    return new SqlFragment("(" + String.join(word, texts) + ")", binds);
  }
}
