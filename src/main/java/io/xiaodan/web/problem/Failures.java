package io.xiaodan.web.problem;

import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;

/** Finds the answer to anything that can go wrong with a request. */
@Component
class Failures {

  private static final Logger log = LoggerFactory.getLogger(Failures.class);
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final Problem AGAIN =
      Problem.of(ProblemKind.UNAVAILABLE, "overtaken", "seconds", 1);

  private final ProblemAnswers answers;

  Failures(ProblemAnswers answers) {
    this.answers = answers;
  }

  Answer answer(Throwable failure, Language language) {
    return answer(failure, language, () -> false);
  }

  /**
   * @param overtaken whether something was published meanwhile, so that what went wrong may come of
   *     working with two states of the blueprint
   */
  Answer answer(Throwable failure, Language language, BooleanSupplier overtaken) {
    return switch (failure) {
      case ProblemException expected -> answers.answer(expected.problem(), language);
      case HttpMessageNotReadableException unreadable -> unreadable(unreadable, language);
      case MaxUploadSizeExceededException _ -> status(413, language);
      case MultipartException _, TypeMismatchException _ -> status(400, language);
      case ErrorResponse response when response.getStatusCode().is4xxClientError() ->
          status(response.getStatusCode().value(), language);
      default ->
          ProblemException.class.isInstance(failure.getCause())
              ? answer(failure.getCause(), language, overtaken)
              : DatabaseFailures.problem(failure)
                  .or(() -> overtaken.getAsBoolean() ? Optional.of(AGAIN) : Optional.empty())
                  .map(problem -> noted(failure, problem, language))
                  .orElseGet(() -> fault(failure, language));
    };
  }

  /** The answer where only a status is known, as from the container. */
  Answer status(int status, Language language) {
    ProblemKind kind =
        switch (status) {
          case 401 -> ProblemKind.UNAUTHENTICATED;
          case 403 -> ProblemKind.FORBIDDEN;
          case 404 -> ProblemKind.NOT_FOUND;
          case 413 -> ProblemKind.TOO_LARGE;
          case 429 -> ProblemKind.LIMIT;
          case 503 -> ProblemKind.UNAVAILABLE;
          default -> status < 500 ? ProblemKind.MALFORMED : ProblemKind.INTERNAL;
        };
    String code =
        switch (kind) {
          case LIMIT -> "too_many";
          default -> kind.name().toLowerCase(java.util.Locale.ROOT);
        };
    String sentence =
        switch (status) {
          case 405 -> "method_not_allowed";
          case 415 -> "media_type";
          default -> code;
        };
    return answers.answer(Problem.of(kind, code), status, Message.of(sentence), null, language);
  }

  private Answer unreadable(HttpMessageNotReadableException unreadable, Language language) {
    Optional<ProblemException> expected = cause(unreadable, ProblemException.class);
    if (expected.isPresent()) {
      return answers.answer(expected.get().problem(), language);
    }
    Problem malformed = Problem.of(ProblemKind.MALFORMED, "malformed");
    return answers.answer(malformed, 400, where(unreadable), null, language);
  }

  /** What in the JSON is wrong, without a word of what was sent. */
  private static Message where(HttpMessageNotReadableException unreadable) {
    Optional<DatabindException> misfit = cause(unreadable, DatabindException.class);
    if (misfit.isPresent() && !misfit.get().getPath().isEmpty()) {
      String property = misfit.get().getPath().getLast().getPropertyName();
      if (property != null && property.length() < 60) {
        return Message.of("json_misfit", "property", property);
      }
    }
    if (cause(unreadable, StreamConstraintsException.class).isPresent()) {
      return Message.of("json_excess");
    }
    return cause(unreadable, JacksonException.class)
        .map(JacksonException::getLocation)
        .filter(location -> location.getLineNr() > 0)
        .map(location ->
            Message.of(
                "json_syntax", "line", location.getLineNr(), "column", location.getColumnNr()))
        .orElse(Message.of("malformed"));
  }

  private Answer noted(Throwable failure, Problem problem, Language language) {
    log.warn("request failed code={} cause={}", problem.message().code(), failure.toString());
    return answers.answer(problem, language);
  }

  private Answer fault(Throwable failure, Language language) {
    byte[] random = new byte[6];
    RANDOM.nextBytes(random);
    String id = HexFormat.of().formatHex(random);
    log.error("fault id={}", id, failure);
    Problem problem = Problem.of(ProblemKind.INTERNAL, "internal", "id", id);
    return answers.answer(problem, 500, problem.message(), id, language);
  }

  private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < 20; depth++, at = at.getCause()) {
      if (type.isInstance(at)) {
        return Optional.of(type.cast(at));
      }
    }
    return Optional.empty();
  }
}
