package io.xiaodan.filter;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Evaluator;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.FormulaException;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormulaReader;
import io.xiaodan.form.LineItems;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Departments;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Filter trees over rows that somebody else reads from the database: the records of a form, or the
 * rows of its line items, whose head is their {@code parent}.
 */
@Component
public class RowFilters {

  private static final int DEEPEST = 8;
  private static final int MOST_CONDITIONS = 200;

  private final Departments departments;

  RowFilters(Departments departments) {
    this.departments = departments;
  }

  /**
   * The condition of a tree.
   *
   * @param lines the line items whose rows are meant; null for the records themselves
   * @param schema what the formulas of such a row may speak of
   * @param environment the day that relative dates count from
   * @throws io.xiaodan.kernel.ProblemException malformed, with the place, for what cannot be read
   *     and for fields the schema does not know
   */
  public RowCondition read(
      Blueprint blueprint,
      Actor actor,
      Form form,
      @Nullable LineItems lines,
      Schema schema,
      JsonNode tree,
      Environment environment) {
    Values values =
        new Values(
            environment.now().atZone(environment.zone()).toLocalDate(),
            actor.personId(),
            departments.organisation());
    return new Reading(
            new Operators(values),
            schema,
            path -> Subject.row(blueprint, form, lines, schema, path))
        .node(tree, "where", 1);
  }

  /** One tree being read, node by node. */
  private static final class Reading {

    private final Operators operators;
    private final Schema schema;
    private final Function<String, @Nullable Subject> subjects;
    private int conditions;

    Reading(Operators operators, Schema schema, Function<String, @Nullable Subject> subjects) {
      this.operators = operators;
      this.schema = schema;
      this.subjects = subjects;
    }

    RowCondition node(JsonNode node, String place, int depth) {
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
        case "all" -> new RowCondition.All(parts(inside, place + ".all", depth));
        case "any" -> any(parts(inside, place + ".any", depth));
        case "not" -> new RowCondition.Not(node(inside, place + ".not", depth + 1));
        case "formula" -> {
          count(place);
          yield formula(inside.asString(""));
        }
        default -> throw Wrong.at(place, "filter.node");
      };
    }

    /** As everywhere, an empty list of conditions asks nothing. */
    private static RowCondition any(List<RowCondition> parts) {
      return parts.isEmpty() ? new RowCondition.All(parts) : new RowCondition.Any(parts);
    }

    private List<RowCondition> parts(JsonNode nodes, String place, int depth) {
      if (!nodes.isArray()) {
        throw Wrong.at(place, "filter.parts");
      }
      List<RowCondition> parts = new ArrayList<>();
      for (JsonNode node : nodes) {
        parts.add(node(node, place + "[" + parts.size() + "]", depth + 1));
      }
      return parts;
    }

    private void count(String place) {
      if (++conditions > MOST_CONDITIONS) {
        throw Wrong.at(place, "filter.many", "most", MOST_CONDITIONS);
      }
    }

    private RowCondition condition(JsonNode node, String place) {
      count(place);
      String path = node.path("field").asString("");
      Subject subject = subjects.apply(path);
      if (subject == null) {
        throw Wrong.at(place + ".field", "filter.field", "field", path);
      }
      String operator = node.path("op").asString("");
      boolean silent = subject.kind() == Kind.RICH || subject.lines() != null;
      boolean known = operator.equals("empty") || operator.equals("filled");
      if (!subject.kind().takes(operator) || (silent && !known)) {
        throw Wrong.at(place + ".op", "filter.operator", "operator", operator, "field", path);
      }
      Asked asked = operators.read(subject, operator, node.path("value"), place + ".value");
      List<RowCondition> any = new ArrayList<>();
      Operators.formulas(subject, asked).forEach(text -> any.add(formula(text)));
      RowCondition condition = any.size() == 1 ? any.getFirst() : new RowCondition.Any(any);
      return Operators.isContrary(operator) ? new RowCondition.Not(condition) : condition;
    }

    private RowCondition formula(String text) {
      try {
        return new RowCondition.Holds(
            Formula.compile(text, schema, ValueType.BOOLEAN, Evaluator.SQL));
      } catch (FormulaException e) {
        throw Problem.of(
                ProblemKind.MALFORMED,
                "record.filter",
                "reason",
                FormulaReader.message(e.errors().getFirst(), text))
            .exception();
      }
    }
  }
}
