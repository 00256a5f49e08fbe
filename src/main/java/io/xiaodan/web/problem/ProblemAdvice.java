package io.xiaodan.web.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Answers whatever a controller, or the way to it, throws. */
@RestControllerAdvice
class ProblemAdvice {

  private final Failures failures;
  private final Overtaken overtaken;

  ProblemAdvice(Failures failures, Overtaken overtaken) {
    this.failures = failures;
    this.overtaken = overtaken;
  }

  @ExceptionHandler
  @Nullable ResponseEntity<ProblemDocument> answer(
      Throwable failure, HttpServletRequest request, HttpServletResponse response) {
    if (failure instanceof AsyncRequestNotUsableException || response.isCommitted()) {
      return null;
    }
    Answer answer =
        failures.answer(failure, ReaderLanguage.of(request), () -> overtaken.is(request));
    HttpHeaders headers = new HttpHeaders();
    if (failure instanceof ErrorResponse known) {
      headers.putAll(known.getHeaders());
    }
    if (answer.retryAfter() != null) {
      headers.set(HttpHeaders.RETRY_AFTER, answer.retryAfter().toString());
    }
    return ResponseEntity.status(answer.document().status())
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(answer.document());
  }

  /** The reader went away; there is nobody to answer. */
  @ExceptionHandler
  void gone(org.apache.catalina.connector.ClientAbortException gone) throws IOException {}
}
