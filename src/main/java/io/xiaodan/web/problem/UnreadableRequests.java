package io.xiaodan.web.problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Answers requests so broken that the container refuses them before anything of ours is asked, such
 * as an address with raw Chinese characters: in the shape of every other failure, not as a page.
 */
@Component
class UnreadableRequests implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addContextCustomizers(context -> {
      if (context.getParent() instanceof StandardHost host) {
        host.setErrorReportValveClass(Answering.class.getName());
      }
    });
  }

  /** Made by the container, by its name. */
  public static final class Answering extends ErrorReportValve {

    private static final String BODY =
        """
        {"type":"about:blank","title":"请求无法读取 · The request cannot be read","status":%d,\
        "code":"%s","detail":"请求的格式不对 · The request is not well formed","id":null,\
        "violations":[],"conflicts":[],"rev":null}\
        """;

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
      int status = response.getStatus();
      if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
        return;
      }
      try {
        response.setContentType("application/problem+json");
        String code = status < 500 ? "malformed" : "internal";
        response
            .getOutputStream()
            .write(BODY.formatted(status, code).getBytes(StandardCharsets.UTF_8));
        response.finishResponse();
      } catch (IOException e) {
        // The sender is gone; there is nobody to answer.
        container.getLogger().debug("unanswered", e);
      }
    }
  }
}
