package io.xiaodan.web.problem;

import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns a {@link Problem} into what the reader gets. */
@Component
class ProblemAnswers {

  private static final long UNAVAILABLE_SECONDS = 5;

  private final Messages messages;

  ProblemAnswers(Messages messages) {
    this.messages = messages;
  }

  Answer answer(Problem problem, Language language) {
    return answer(problem, status(problem.kind()), problem.message(), null, language);
  }

  /**
   * @param status where it is finer than what the kind says
   * @param detail the sentence, where it is finer than the problem's own
   * @param id the fault's id in the log
   */
  Answer answer(
      Problem problem, int status, Message detail, @Nullable String id, Language language) {
    String title = "title_" + problem.kind().name().toLowerCase(Locale.ROOT);
    List<ProblemDocument.Broken> violations =
        problem.violations().stream()
            .map(violation ->
                new ProblemDocument.Broken(
                    violation.message().code(),
                    messages.text(violation.message(), language),
                    violation.field(),
                    violation.row(),
                    violation.column()))
            .toList();
    ProblemDocument document =
        new ProblemDocument(
            "about:blank",
            messages.text(Message.of(title), language),
            status,
            problem.message().code(),
            messages.text(detail, language),
            id,
            violations,
            problem.conflicts(),
            problem.rev());
    return new Answer(document, retryAfter(problem));
  }

  static int status(ProblemKind kind) {
    return switch (kind) {
      case MALFORMED -> 400;
      case UNAUTHENTICATED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case TOO_LARGE -> 413;
      case INVALID -> 422;
      case LIMIT -> 429;
      case INTERNAL -> 500;
      case UNAVAILABLE -> 503;
    };
  }

  private static @Nullable Long retryAfter(Problem problem) {
    if (problem.message().arguments().get("seconds") instanceof Number seconds) {
      return seconds.longValue();
    }
    return problem.kind() == ProblemKind.UNAVAILABLE ? UNAVAILABLE_SECONDS : null;
  }
}
