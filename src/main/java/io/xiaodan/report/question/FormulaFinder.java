package io.xiaodan.report.question;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.expression.Evaluator;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.FormulaError;
import io.xiaodan.expression.Path;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.form.FormulaReader;
import io.xiaodan.kernel.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles formulas that run in SQL; whatever is wrong becomes a finding with its place. */
record FormulaFinder(Compilation compilation, ArtifactId artifact) {

  /** The formula, or null after reporting what is wrong. */
  @Nullable Formula formula(
      String text, Schema schema, @Nullable ValueType expected, String place) {
    List<FormulaError> errors = Formula.check(text, schema, expected, Evaluator.SQL);
    errors.forEach(error -> error(place, FormulaReader.message(error, text)));
    if (!errors.isEmpty()) {
      return null;
    }
    Formula formula = Formula.compile(text, schema);
    if (formula.dependencies().contains(Path.of(Parameter.ROOT))) {
      error(place, Message.of("report.parameter_alone"));
      return null;
    }
    return formula;
  }

  void error(String place, Message message) {
    compilation.error(artifact, place, message);
  }
}
