package io.xiaodan.form;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Evaluator;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.FormulaError;
import io.xiaodan.expression.FormulaException;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.Template;
import io.xiaodan.expression.ValueType;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Message;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles the formulas that stand in documents; every error becomes a finding with its place. */
public final class FormulaReader {

  private static final String UNKNOWN = "expression.error.unknown-field";

  private final Compilation compilation;
  private final ArtifactId artifact;
  private final Map<String, Label> unread;

  public FormulaReader(Compilation compilation, ArtifactId artifact) {
    this(compilation, artifact, Map.of());
  }

  /**
   * @param unread fields that are there, by key, which formulas do not read because nothing of them
   *     is kept
   */
  FormulaReader(Compilation compilation, ArtifactId artifact, Map<String, Label> unread) {
    this.compilation = compilation;
    this.artifact = artifact;
    this.unread = unread;
  }

  /** A formula that gives the type, or null after reporting what is wrong. */
  public @Nullable Formula read(
      String text, Schema schema, ValueType expected, String place, Evaluator... evaluators) {
    try {
      return Formula.compile(text, schema, expected, evaluators);
    } catch (FormulaException e) {
      report(e, text, place);
      return null;
    }
  }

  /** A formula of any type, or null after reporting what is wrong. */
  public @Nullable Formula read(String text, Schema schema, String place) {
    try {
      return Formula.compile(text, schema);
    } catch (FormulaException e) {
      report(e, text, place);
      return null;
    }
  }

  /** A text with formulas in braces, or null after reporting what is wrong. */
  public @Nullable Template template(String text, Schema schema, String place) {
    try {
      return Template.compile(text, schema);
    } catch (FormulaException e) {
      report(e, text, place);
      return null;
    }
  }

  private void report(FormulaException e, String text, String place) {
    for (FormulaError error : e.errors()) {
      Label live =
          error.messageKey().equals(UNKNOWN)
              ? unread.get(String.valueOf(error.arguments().getFirst()))
              : null;
      compilation.error(
          artifact,
          place,
          live == null ? message(error, text) : Message.of("form.formula_live", "label", live));
    }
  }

  /** The sentence of a formula error, with the formula and the position it is at. */
  public static Message message(FormulaError error, String text) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    for (int i = 0; i < error.arguments().size(); i++) {
      arguments.put(Integer.toString(i), error.arguments().get(i));
    }
    arguments.put("formula", text);
    arguments.put("from", error.from());
    arguments.put("to", error.to());
    return new Message(error.messageKey(), arguments);
  }
}
