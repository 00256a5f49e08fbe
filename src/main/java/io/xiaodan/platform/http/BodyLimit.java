package io.xiaodan.platform.http;

import io.xiaodan.platform.PlatformSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Refuses request bodies above the limit of their path: at once where the length is announced, else
 * as soon as it is passed.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class BodyLimit extends HttpFilter {

  @Serial private static final long serialVersionUID = 1;

  private final transient PlatformSettings.Limits limits;
  private final transient Problems problems;

  BodyLimit(PlatformSettings settings, Problems problems) {
    this.limits = settings.http();
    this.problems = problems;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    long limit = limit(request.getRequestURI());
    if (request.getContentLengthLong() > limit) {
      refuse(request, response, limit);
      return;
    }
    if (request.getContentLengthLong() >= 0) {
      chain.doFilter(request, response);
      return;
    }
    Counted counted = new Counted(request, limit);
    try {
      chain.doFilter(counted, response);
    } catch (IOException | ServletException | RuntimeException e) {
      if (!counted.exceeded()) {
        throw e;
      }
    }
    if (counted.exceeded() && !response.isCommitted()) {
      response.reset();
      refuse(request, response, limit);
    }
  }

  private long limit(String path) {
    boolean large = limits.largeBodyPaths().stream().anyMatch(path::startsWith);
    return (large ? limits.maxLargeBody() : limits.maxBody()).toBytes();
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response, long limit)
      throws IOException {
    response.setHeader("Connection", "close");
    problems.write(
        request, response, 413, "too_large", "http.body-too-large", limit / (1 << 20) + " MB");
  }

  /** A request whose body length was not announced. */
  private static final class Counted extends HttpServletRequestWrapper {
    private final long limit;
    private @Nullable CountedStream stream;

    Counted(HttpServletRequest request, long limit) {
      super(request);
      this.limit = limit;
    }

    boolean exceeded() {
      return stream != null && stream.exceeded;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      if (stream == null) {
        stream = new CountedStream(super.getInputStream(), limit);
      }
      return stream;
    }
  }

  /** A body that ends with an error once it is longer than allowed. */
  private static final class CountedStream extends ServletInputStream {
    private final ServletInputStream body;
    private long left;
    private boolean exceeded;

    CountedStream(ServletInputStream body, long limit) {
      this.body = body;
      this.left = limit;
    }

    @Override
    public int read() throws IOException {
      int read = body.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = body.read(buffer, offset, length);
      count(Math.max(read, 0));
      return read;
    }

    private void count(int read) throws IOException {
      left -= read;
      if (left < 0) {
        exceeded = true;
        throw new IOException("The request body is longer than allowed");
      }
    }

    @Override
    public boolean isFinished() {
      return body.isFinished();
    }

    @Override
    public boolean isReady() {
      return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      body.setReadListener(listener);
    }
  }
}
