package io.xiaodan.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessResourceFailureException;

class FailuresTests {

  private final Failures failures =
      new Failures(new ProblemAnswers(new Messages(List.of("web", "identity"))));

  @Test
  void aFaultTellsItsIdAndNothingElse() {
    Answer answer = failures.answer(new IllegalStateException("secret place"), Language.EN);
    assertThat(answer.document().status()).isEqualTo(500);
    assertThat(answer.document().code()).isEqualTo("internal");
    assertThat(answer.document().id()).matches("[0-9a-f]{12}");
    assertThat(answer.document().detail())
        .contains(answer.document().id())
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "08006, 503, unavailable",
    "57P01, 503, unavailable",
    "53300, 503, unavailable",
    "40P01, 503, busy",
    "22021, 422, character_refused",
    "42P01, 500, internal"
  })
  void aFailureOfTheDatabaseMeansWhatItsStateSays(String state, int status, String code) {
    Answer answer =
        failures.answer(
            new DataAccessResourceFailureException("x", new SQLException("x", state)), Language.ZH);
    assertThat(answer.document().status()).isEqualTo(status);
    assertThat(answer.document().code()).isEqualTo(code);
    assertThat(answer.retryAfter() != null).isEqualTo(status == 503);
  }

  @Test
  void aPoolWithoutConnectionsIsAwayForTheMoment() {
    Answer answer =
        failures.answer(
            new IllegalStateException(new SQLTransientConnectionException("none")), Language.ZH);
    assertThat(answer.document().status()).isEqualTo(503);
  }

  @Test
  void everyViolationSaysWhereItIsInTheReadersLanguage() {
    Problem problem =
        Problem.invalid(
            List.of(
                Violation.at("login", Message.of("login_taken")),
                Violation.at(
                    "lines", 2, "role", Message.of("role_unknown", "role", new Label("甲", "A")))));
    ProblemDocument document = failures.answer(problem.exception(), Language.EN).document();
    assertThat(document.status()).isEqualTo(422);
    assertThat(document.detail()).isEqualTo("2 to correct");
    assertThat(document.violations())
        .containsExactly(
            new ProblemDocument.Broken(
                "login_taken", "Somebody else has this account name", "login", null, null),
            new ProblemDocument.Broken("role_unknown", "There is no role “A”", "lines", 2, "role"));
  }

  @ParameterizedTest
  @CsvSource({
    "MALFORMED, 400", "UNAUTHENTICATED, 401", "FORBIDDEN, 403", "NOT_FOUND, 404", "CONFLICT, 409",
    "TOO_LARGE, 413", "INVALID, 422", "LIMIT, 429", "INTERNAL, 500", "UNAVAILABLE, 503"
  })
  void everyKindHasItsStatusAndATitle(ProblemKind kind, int status) {
    ProblemDocument document =
        failures.answer(Problem.of(kind, "not_found").exception(), Language.ZH).document();
    assertThat(document.status()).isEqualTo(status);
    assertThat(document.title()).doesNotStartWith("title_");
  }
}
