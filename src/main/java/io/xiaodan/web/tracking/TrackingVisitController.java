package io.xiaodan.web.tracking;

import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.tracking.TrackedPage;
import io.xiaodan.tracking.TrackingVisits;
import io.xiaodan.web.problem.ReaderLanguage;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;

/** Tracking as customers open it; nobody is signed in here, whatever cookies came along. */
@RestController
@RequestMapping("/api/public/tracking/{token}")
class TrackingVisitController {

  private final TrackingVisits visits;

  TrackingVisitController(TrackingVisits visits) {
    this.visits = visits;
  }

  @GetMapping
  TrackedPage look(@PathVariable String token, HttpServletRequest request) {
    return visits.look(visit(token, request));
  }

  @PostMapping("/urge")
  TrackedPage urge(@PathVariable String token, HttpServletRequest request) {
    return visits.urge(visit(token, request));
  }

  @PostMapping("/messages")
  TrackedPage write(
      @PathVariable String token, @RequestBody JsonNode body, HttpServletRequest request) {
    return visits.write(visit(token, request), body.path("text").asString(""));
  }

  @PostMapping("/deliveries/{delivery}/signature")
  TrackedPage sign(
      @PathVariable String token,
      @PathVariable UUID delivery,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(required = false) @Nullable MultipartFile file,
      HttpServletRequest request)
      throws IOException {
    if (file == null) {
      throw Problem.invalid(List.of(Violation.at("signature", Message.of("tracking.signature"))))
          .exception();
    }
    return visits.sign(visit(token, request), delivery, name, file.getBytes());
  }

  @GetMapping("/documents/{key}")
  ResponseEntity<byte[]> document(
      @PathVariable String token, @PathVariable String key, HttpServletRequest request)
      throws IOException {
    TrackingVisits.Download file = visits.document(visit(token, request), key);
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(file.type()))
        .cacheControl(CacheControl.noStore())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(file.name(), StandardCharsets.UTF_8)
                .build()
                .toString())
        .body(file.content());
  }

  private static TrackingVisits.Visit visit(String token, HttpServletRequest request) {
    return new TrackingVisits.Visit(token, request.getRemoteAddr(), ReaderLanguage.of(request));
  }
}
