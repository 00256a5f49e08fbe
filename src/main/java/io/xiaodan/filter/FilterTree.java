package io.xiaodan.filter;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Evaluator;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.FormulaException;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormNames;
import io.xiaodan.form.FormulaReader;
import io.xiaodan.form.LineItems;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns one tree into SQL, node by node. */
final class FilterTree {

  private static final int DEEPEST = 8;
  private static final int MOST_CONDITIONS = 200;

  private final Blueprint blueprint;
  private final Form form;
  private final Schema schema;
  private final Operators operators;
  private final FormNames names;
  private final Environment environment;
  private int conditions;

  FilterTree(
      Blueprint blueprint,
      Form form,
      Schema schema,
      Values values,
      FormNames names,
      Environment environment) {
    this.blueprint = blueprint;
    this.form = form;
    this.schema = schema;
    this.operators = new Operators(values);
    this.names = names;
    this.environment = environment;
  }

  SqlFragment read(JsonNode node) {
    return node(node, "filter", 1);
  }

  private SqlFragment node(JsonNode node, String place, int depth) {
    if (!node.isObject()) {
      throw Wrong.at(place, "filter.node");
    }
    if (depth > DEEPEST) {
      throw Wrong.at(place, "filter.deep", "most", DEEPEST);
    }
    if (node.has("field")) {
      return condition(node, place);
    }
    if (node.size() != 1) {
      throw Wrong.at(place, "filter.node");
    }
    String word = node.propertyNames().iterator().next();
    JsonNode inside = node.path(word);
    return switch (word) {
      case "all" -> parts(inside, place + ".all", " AND ", depth);
      case "any" -> parts(inside, place + ".any", " OR ", depth);
      case "not" -> contrary(node(inside, place + ".not", depth + 1));
      case "formula" -> {
        count(place);
        yield formula(inside.asString(""));
      }
      default -> throw Wrong.at(place, "filter.node");
    };
  }

  private SqlFragment parts(JsonNode nodes, String place, String word, int depth) {
    if (!nodes.isArray()) {
      throw Wrong.at(place, "filter.parts");
    }
    List<SqlFragment> parts = new ArrayList<>();
    for (JsonNode node : nodes) {
      parts.add(node(node, place + "[" + parts.size() + "]", depth + 1));
    }
    return parts.isEmpty() ? SqlFragment.of("TRUE") : joined(parts, word);
  }

  private void count(String place) {
    if (++conditions > MOST_CONDITIONS) {
      throw Wrong.at(place, "filter.many", "most", MOST_CONDITIONS);
    }
  }

  private SqlFragment condition(JsonNode node, String place) {
    count(place);
    for (String property : node.propertyNames()) {
      if (!property.equals("field") && !property.equals("op") && !property.equals("value")) {
        throw Wrong.at(place, "filter.node");
      }
    }
    String path = node.path("field").asString("");
    Subject subject = Subject.find(blueprint, form, schema, path);
    if (subject == null) {
      throw Wrong.at(place + ".field", "filter.field", "field", path);
    }
    String operator = operator(node, subject, place);
    JsonNode value = node.path("value");
    if (subject.lines() != null && operator.equals("any")) {
      return someRow(subject.lines(), value, place + ".value");
    }
    SqlFragment asked = asked(subject, operators.read(subject, operator, value, place + ".value"));
    return Operators.isContrary(operator) ? contrary(asked) : asked;
  }

  private static String operator(JsonNode node, Subject subject, String place) {
    String operator = node.path("op").asString("");
    if (!subject.kind().takes(operator)) {
      throw Wrong.at(
          place + ".op", "filter.operator", "operator", operator, "field", subject.path());
    }
    return operator;
  }

  /**
   * Ids and moments of the head are compared as their columns have them, which indexes know; that
   * is what the formula says too.
   */
  private SqlFragment asked(Subject subject, Asked asked) {
    if (subject.column() != null && asked instanceof Asked.Ids ids) {
      String all =
          ids.any().stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
      return SqlFragment.of("(" + names.bare(subject.column()) + " = ANY (?::uuid[]))", all);
    }
    if (subject.column() != null && asked instanceof Asked.Days days) {
      return moments(names.bare(subject.column()), days);
    }
    if (asked instanceof Asked.Read read) {
      return read(subject, read.any());
    }
    return joined(Operators.formulas(subject, asked).stream().map(this::formula).toList(), " OR ");
  }

  /** Rich text is searched as people read it, without its marks. */
  private SqlFragment read(Subject subject, List<String> parts) {
    SqlFragment html = names.column(Path.of(subject.path().split("\\.")));
    List<SqlFragment> found = new ArrayList<>();
    for (String part : parts) {
      List<@Nullable Object> binds = new ArrayList<>(html.binds());
      binds.add(part);
      found.add(
          new SqlFragment(
              "(position(?::text in lower(xiaodan.html_text(%s) COLLATE \"C\")) > 0)"
                  .formatted(html.text()),
              binds));
    }
    return joined(found, " OR ");
  }

  private SqlFragment moments(String column, Asked.Days days) {
    List<SqlFragment> bounds = new ArrayList<>();
    if (days.first() != null) {
      bounds.add(SqlFragment.of(column + " >= ?::timestamptz", start(days.first())));
    }
    if (days.last() != null) {
      bounds.add(SqlFragment.of(column + " < ?::timestamptz", start(days.last().plusDays(1))));
    }
    return joined(bounds, " AND ");
  }

  private Object start(LocalDate day) {
    return day.atStartOfDay(environment.zone()).toOffsetDateTime();
  }

  /** One row of line items meets the condition; every part of it in the same formula. */
  private SqlFragment someRow(LineItems lines, JsonNode node, String place) {
    String path = node.path("field").asString("");
    Subject subject = Subject.column(blueprint, lines, schema, path);
    if (subject == null) {
      throw Wrong.at(place + ".field", "filter.field", "field", path);
    }
    String operator = operator(node, subject, place);
    boolean unknown = operator.equals("empty") || operator.equals("filled");
    if (unknown || subject.kind() == Kind.RICH) {
      throw Wrong.at(
          place + ".op", "filter.operator", "operator", operator, "field", subject.path());
    }
    List<String> formulas =
        Operators.formulas(
            subject, operators.read(subject, operator, node.path("value"), place + ".value"));
    String any = String.join(" or ", formulas.stream().map(each -> "(" + each + ")").toList());
    return formula(Operators.isContrary(operator) ? "OR(NOT(" + any + "))" : "OR(" + any + ")");
  }

  /** A formula the person wrote, or that a condition became. */
  SqlFragment formula(String text) {
    try {
      return Formula.compile(text, schema, ValueType.BOOLEAN, Evaluator.SQL)
          .toSqlFilter(names, environment);
    } catch (FormulaException e) {
      throw Problem.of(
              ProblemKind.MALFORMED,
              "record.filter",
              "reason",
              FormulaReader.message(e.errors().getFirst(), text))
          .exception();
    }
  }

  private static SqlFragment contrary(SqlFragment condition) {
    return new SqlFragment("((" + condition.text() + ") IS NOT TRUE)", condition.binds());
  }

  private static SqlFragment joined(List<SqlFragment> parts, String word) {
    List<@Nullable Object> binds = new ArrayList<>();
    parts.forEach(part -> binds.addAll(part.binds()));
    return new SqlFragment(
        parts.stream().map(SqlFragment::text).collect(Collectors.joining(word, "(", ")")), binds);
  }
}
