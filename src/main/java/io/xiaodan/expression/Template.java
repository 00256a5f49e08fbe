package io.xiaodan.expression;

import io.xiaodan.expression.text.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Text with formulas in braces: <code>您的订单{order_no}已付款成功</code>. A doubled brace stands for the
 * brace itself. Numbers and dates are shown plainly ({@code 1200.5}, {@code 2026-03-01}); use
 * {@code TEXT} for a format. An empty result leaves nothing.
 */
public final class Template {

  private sealed interface Part {}

  private record Literal(String text) implements Part {}

  private record Slot(Formula formula) implements Part {}

  private final String text;
  private final List<Part> parts;

  private Template(String text, List<Part> parts) {
    this.text = text;
    this.parts = List.copyOf(parts);
  }

  /**
   * Compiles a template.
   *
   * @throws FormulaException with all errors, at their places in the whole template
   */
  public static Template compile(String text, Schema schema) {
    List<FormulaError> errors = new ArrayList<>();
    List<Part> parts = read(text, schema, errors);
    if (!errors.isEmpty()) {
      throw new FormulaException(errors);
    }
    return new Template(text, parts);
  }

  /** All errors of a template, in the order of their place; empty when it compiles. */
  public static List<FormulaError> check(String text, Schema schema) {
    List<FormulaError> errors = new ArrayList<>();
    read(text, schema, errors);
    return errors;
  }

  private static List<Part> read(String text, Schema schema, List<FormulaError> errors) {
    List<Part> parts = new ArrayList<>();
    for (TemplateReader.Piece piece : TemplateReader.read(text, errors)) {
      if (!piece.isFormula()) {
        parts.add(new Literal(piece.text()));
        continue;
      }
      List<FormulaError> found = Formula.check(piece.text(), schema, null);
      found.stream().map(error -> moved(error, piece.from())).forEach(errors::add);
      if (found.isEmpty()) {
        parts.add(new Slot(compiled(piece.text(), schema)));
      }
    }
    return parts;
  }

  /** A record is shown by its id. */
  private static Formula compiled(String text, Schema schema) {
    Formula formula = Formula.compile(text, schema);
    return formula.type() instanceof ValueType.RecordOf
        ? Formula.compile(text, schema, ValueType.TEXT)
        : formula;
  }

  private static FormulaError moved(FormulaError error, int by) {
    return new FormulaError(error.code(), error.from() + by, error.to() + by, error.arguments());
  }

  /** The text as it was written. */
  public String text() {
    return text;
  }

  /** The fields it reads, sorted. */
  public Set<Path> dependencies() {
    Set<Path> all = new TreeSet<>();
    for (Part part : parts) {
      switch (part) {
        case Literal literal -> {}
        case Slot slot -> all.addAll(slot.formula().dependencies());
      }
    }
    return all;
  }

  /**
   * The text with each formula's result in its place.
   *
   * @throws FormulaException when an evaluation goes beyond a limit
   */
  public String render(Values values, Environment environment) {
    return render(values, environment, formula -> null);
  }

  /**
   * The same, where somebody may know better how a formula's result is shown.
   *
   * @param shown the text of a formula; null leaves it to the plain one
   */
  public String render(
      Values values, Environment environment, Function<Formula, @Nullable String> shown) {
    var result = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Literal literal -> result.append(literal.text());
        case Slot slot -> {
          String own = shown.apply(slot.formula());
          result.append(
              own == null
                  ? Plain.text(slot.formula().evaluate(values, environment), environment.zone())
                  : own);
        }
      }
    }
    return result.toString();
  }
}
