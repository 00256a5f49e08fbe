package io.xiaodan.platform.http;

import io.xiaodan.platform.DatabaseOutage;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Answers 503 with a clear sentence while the database is away, at once rather than after a wait
 * for a connection.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
final class DatabaseAway extends HttpFilter {

  @Serial private static final long serialVersionUID = 1;
  private static final Logger log = LoggerFactory.getLogger(DatabaseAway.class);

  private final transient DatabaseOutage outage;
  private final transient Problems problems;

  DatabaseAway(DatabaseOutage outage, Problems problems) {
    this.outage = outage;
    this.problems = problems;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (outage.isNow() && request.getRequestURI().startsWith("/api/")) {
      refuse(request, response);
      return;
    }
    try {
      chain.doFilter(request, response);
    } catch (ServletException | RuntimeException e) {
      if (!outage.caused(e) || response.isCommitted()) {
        throw e;
      }
      log.warn("{} {} failed: the database is away", request.getMethod(), request.getRequestURI());
      response.reset();
      refuse(request, response);
    }
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setHeader("Retry-After", "2");
    problems.write(request, response, 503, "unavailable", "http.database-away");
  }
}
