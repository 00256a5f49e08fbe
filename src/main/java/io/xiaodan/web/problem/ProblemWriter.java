package io.xiaodan.web.problem;

import io.xiaodan.kernel.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers failures that happen before a controller is reached, as in a filter. */
@Component
public class ProblemWriter {

  private final Failures failures;
  private final JsonMapper json;

  ProblemWriter(Failures failures, JsonMapper json) {
    this.failures = failures;
    this.json = json;
  }

  /** Answers with a problem. */
  public void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    write(request, response, problem.exception());
  }

  /** Answers with what an exception means. */
  public void write(HttpServletRequest request, HttpServletResponse response, Throwable failure)
      throws IOException {
    send(response, failures.answer(failure, ReaderLanguage.of(request)));
  }

  /** Answers where nothing but a status is known. */
  void write(HttpServletRequest request, HttpServletResponse response, int status)
      throws IOException {
    send(response, failures.status(status, ReaderLanguage.of(request)));
  }

  private void send(HttpServletResponse response, Answer answer) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    response.setStatus(answer.document().status());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    if (answer.retryAfter() != null) {
      response.setHeader(HttpHeaders.RETRY_AFTER, answer.retryAfter().toString());
    }
    response.getOutputStream().write(json.writeValueAsBytes(answer.document()));
  }
}
