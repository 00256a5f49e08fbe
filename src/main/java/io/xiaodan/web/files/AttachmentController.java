package io.xiaodan.web.files;

import io.xiaodan.attachment.Attachment;
import io.xiaodan.attachment.Attachments;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/**
 * Files in and out. Whatever a file contains it is handed out to be saved, not to be shown, and
 * under a policy that lets nothing in it run.
 */
@RestController
@RequestMapping("/api/attachments")
class AttachmentController {

  private final Attachments attachments;

  AttachmentController(Attachments attachments) {
    this.attachments = attachments;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Attachment upload(@RequestParam(required = false) @Nullable MultipartFile file, Actor actor)
      throws IOException {
    if (file == null) {
      throw Problem.invalid(List.of(Violation.at("file", Message.of("file_missing")))).exception();
    }
    String name = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
    try (InputStream content = file.getInputStream()) {
      return attachments.store(name, content, actor);
    }
  }

  @GetMapping("/{id}")
  ResponseEntity<Resource> download(@PathVariable UUID id, Actor actor) throws IOException {
    Attachment attachment = attachments.readable(id, actor);
    ContentDisposition disposition =
        ContentDisposition.attachment().filename(attachment.name(), StandardCharsets.UTF_8).build();
    return ResponseEntity.ok()
        .contentType(type(attachment))
        .contentLength(attachment.size())
        .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
        .cacheControl(CacheControl.noCache().cachePrivate())
        .eTag("\"" + id + "\"")
        .body(new InputStreamResource(attachments.open(id)));
  }

  private static MediaType type(Attachment attachment) {
    MediaType type = MediaType.parseMediaType(attachment.type());
    return type.getType().equals("text") ? new MediaType(type, StandardCharsets.UTF_8) : type;
  }
}
