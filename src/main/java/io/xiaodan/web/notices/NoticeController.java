package io.xiaodan.web.notices;

import io.xiaodan.identity.Actor;
import io.xiaodan.notification.Notice;
import io.xiaodan.notification.Notices;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The bell of whoever asks. */
@RestController
@RequestMapping("/api/notices")
class NoticeController {

  private final Notices notices;

  NoticeController(Notices notices) {
    this.notices = notices;
  }

  record Seen(@Nullable List<@Nullable UUID> ids, @Nullable Boolean all) {}

  @GetMapping
  Notice.Page list(
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "20") int limit,
      Actor actor) {
    return notices.list(actor.personId(), after, Paging.bounded(limit));
  }

  @PostMapping("/read")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void read(@RequestBody Seen seen, Actor actor) {
    if (Boolean.TRUE.equals(seen.all())) {
      notices.readAll(actor.personId());
    } else if (seen.ids() != null) {
      notices.read(actor.personId(), seen.ids().stream().filter(Objects::nonNull).toList());
    }
  }
}
