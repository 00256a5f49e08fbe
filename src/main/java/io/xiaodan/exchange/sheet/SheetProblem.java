package io.xiaodan.exchange.sheet;

import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.Violation;
import java.util.List;

/** Why a file cannot be taken. */
final class SheetProblem {

  private SheetProblem() {}

  static ProblemException of(String code, Object... namesAndValues) {
    return Problem.invalid(List.of(Violation.at("file", Message.of(code, namesAndValues))))
        .exception();
  }
}
