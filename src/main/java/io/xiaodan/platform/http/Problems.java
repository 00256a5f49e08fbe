package io.xiaodan.platform.http;

import io.xiaodan.platform.start.Sentences;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "about:blank");
    problem.put("status", status);
    problem.put("code", code);
    problem.put("title", Sentences.in(locale, sentence, arguments));
    response.setStatus(status);
    response.setContentType("application/problem+json");
    response.setCharacterEncoding("UTF-8");
    response.getOutputStream().write(json.writeValueAsBytes(problem));
  }
}
