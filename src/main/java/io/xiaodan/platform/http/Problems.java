package io.xiaodan.platform.http;

import io.xiaodan.platform.start.Sentences;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Problem JSON (RFC 9457) for refusals that come before any controller. */
@Component
class Problems {

  private final JsonMapper json;

  Problems(JsonMapper json) {
    this.json = json;
  }

  void write(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      String code,
      String sentence,
      Object... arguments)
      throws IOException {
    Locale locale =
        request.getHeader("Accept-Language") != null
                && request.getLocale().getLanguage().equals("en")
            ? Locale.ENGLISH
            : Locale.CHINESE;
    Map<String, @Nullable Object> problem = new LinkedHashMap<>();
    problem.put("type", "about:blank");
    problem.put("title", Sentences.in(locale, "http.title-" + status));
    problem.put("status", status);
    problem.put("code", code);
    problem.put("detail", Sentences.in(locale, sentence, arguments));
    problem.put("id", null);
    problem.put("violations", List.of());
    problem.put("conflicts", List.of());
    problem.put("rev", null);
    response.setStatus(status);
    response.setContentType("application/problem+json");
    response.setCharacterEncoding("UTF-8");
    response.getOutputStream().write(json.writeValueAsBytes(problem));
  }
}
