package io.xiaodan.expression.sql;

import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.check.Typed;

/** How one function becomes SQL. */
@FunctionalInterface
public interface SqlRule {

  /**
   * Writes a call.
   *
   * @param use whether NULL may stand for false in the result
   */
  SqlFragment write(Typed.Call call, SqlWriter writer, Use use);

  /** What the result is for. */
  enum Use {
    /** Exactly the value: a boolean function gives TRUE or FALSE. */
    VALUE,
    /** A part of a WHERE that is not negated: NULL is as good as FALSE, and indexes stay usable. */
    FILTER
  }

  /** SQL in which {@code {0}} stands for the first argument. */
  static SqlRule template(String template) {
    return (call, writer, use) -> SqlText.fill(template, writer.arguments(call));
  }

  /**
   * {@code =} or {@code <>}. Ids are compared as what they are, since an index knows them so; a
   * text that cannot be an id is compared as text.
   */
  static SqlRule equality(String operator) {
    String template = "({0} " + operator + " {1})";
    return (call, writer, use) -> {
      SqlFragment compared =
          SqlText.fill(
              template,
              writer.identifiers(call.arguments()).orElseGet(() -> writer.arguments(call)));
      return use == Use.FILTER ? compared : SqlText.fill("COALESCE({0}, FALSE)", compared);
    };
  }

  /** The same for a comparison, which is false, not NULL, when something is empty. */
  static SqlRule comparison(String template) {
    return (call, writer, use) -> {
      SqlFragment compared = SqlText.fill(template, writer.arguments(call));
      return use == Use.FILTER ? compared : SqlText.fill("COALESCE({0}, FALSE)", compared);
    };
  }
}
