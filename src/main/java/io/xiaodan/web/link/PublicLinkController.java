package io.xiaodan.web.link;

import io.xiaodan.attachment.Attachment;
import io.xiaodan.identity.Secrets;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.link.PublicLinks;
import io.xiaodan.platform.Ids;
import io.xiaodan.web.problem.ReaderLanguage;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Links as visitors open them; nobody is signed in here, whatever cookies came along. */
@RestController
@RequestMapping("/api/public/links/{token}")
class PublicLinkController {

  private static final String BROWSER = "xd_visitor";
  private static final String CODE = "X-Link-Code";
  private static final Duration KEPT = Duration.ofDays(400);
  private static final int LONGEST_KEY = 100;

  private final PublicLinks links;
  private final Ids ids;

  PublicLinkController(PublicLinks links, Ids ids) {
    this.links = links;
    this.ids = ids;
  }

  record Items(List<Map<String, @Nullable Object>> items) {}

  @GetMapping
  Map<String, @Nullable Object> look(
      @PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
    Map<String, @Nullable Object> seen = links.look(visit(token, request));
    if (browser(request) == null) {
      keep(request, response);
    }
    return seen;
  }

  @GetMapping("/choices")
  Items choices(
      @PathVariable String token,
      @RequestParam String field,
      @RequestParam(defaultValue = "") String search,
      HttpServletRequest request) {
    JsonNode nothing = MissingNode.getInstance();
    return new Items(links.choices(visit(token, request), field, search, nothing, nothing));
  }

  /** A question whose answer depends on what stands on the page. */
  @PostMapping("/choices")
  Items choices(
      @PathVariable String token, @RequestBody JsonNode body, HttpServletRequest request) {
    return new Items(
        links.choices(
            visit(token, request),
            body.path("field").asString(""),
            body.path("search").asString(""),
            body.path("values"),
            body.path("row")));
  }

  @PostMapping("/files")
  @ResponseStatus(HttpStatus.CREATED)
  Attachment upload(
      @PathVariable String token,
      @RequestParam(required = false) @Nullable MultipartFile file,
      HttpServletRequest request)
      throws IOException {
    if (file == null) {
      throw Problem.invalid(List.of(Violation.at("file", Message.of("file_missing")))).exception();
    }
    String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
    try (InputStream content = file.getInputStream()) {
      return links.upload(visit(token, request), name, file.getSize(), content);
    }
  }

  @PostMapping("/records")
  @ResponseStatus(HttpStatus.CREATED)
  Map<String, @Nullable Object> send(
      @PathVariable String token, @RequestBody JsonNode body, HttpServletRequest request) {
    String key = request.getHeader("Idempotency-Key");
    if (key != null && key.length() > LONGEST_KEY) {
      throw Problem.invalid(List.of(Violation.at("Idempotency-Key", Message.of("malformed"))))
          .exception();
    }
    return links.send(
        visit(token, request),
        body.path("values"),
        key == null || key.isBlank() ? ids.next().toString() : key);
  }

  @PostMapping("/answers")
  Items ask(@PathVariable String token, @RequestBody JsonNode body, HttpServletRequest request) {
    return new Items(links.ask(visit(token, request), body.path("values")));
  }

  private static PublicLinks.Visit visit(String token, HttpServletRequest request) {
    return new PublicLinks.Visit(
        token,
        request.getHeader(CODE),
        request.getRemoteAddr(),
        browser(request),
        ReaderLanguage.of(request));
  }

  private static @Nullable String browser(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? null
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(BROWSER))
            .map(Cookie::getValue)
            .findFirst()
            .orElse(null);
  }

  /** Knows a browser again; says nothing about who sits at it. */
  private static void keep(HttpServletRequest request, HttpServletResponse response) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(BROWSER, Secrets.fresh())
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax")
            .path("/api/public/links")
            .maxAge(KEPT)
            .build()
            .toString());
  }
}
