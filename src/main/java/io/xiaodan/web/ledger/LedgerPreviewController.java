package io.xiaodan.web.ledger;

import io.xiaodan.expression.Clause;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.ledger.LedgerPreview;
import io.xiaodan.ledger.LedgerPreviews;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Tries a ledger that is being written on a record, without effects; for builders. */
@RestController
@RequestMapping("/api/ledgers/{key}/preview")
class LedgerPreviewController {

  private final LedgerPreviews previews;
  private final Roles roles;
  private final Messages messages;

  LedgerPreviewController(LedgerPreviews previews, Roles roles, Messages messages) {
    this.previews = previews;
    this.roles = roles;
    this.messages = messages;
  }

  record Wish(
      JsonNode document, String form, UUID record, @Nullable Map<String, JsonNode> suppose) {}

  record FindingView(String severity, String place, String message) {}

  record ClauseView(String text, boolean holds, Map<String, @Nullable String> reads) {}

  record PostedView(
      String key,
      List<LedgerPreview.Line> entries,
      List<ClauseView> clauses,
      List<String> missing) {}

  record View(
      List<FindingView> findings,
      List<PostedView> postings,
      @Nullable List<LedgerPreview.Effect> effects,
      List<String> refusals) {}

  @PostMapping
  View preview(@PathVariable String key, @RequestBody Wish wish, Actor actor) {
    roles.requireBuilds(actor);
    Map<String, JsonNode> supposed = wish.suppose() == null ? Map.of() : wish.suppose();
    LedgerPreview preview =
        previews.preview(actor, key, wish.document(), wish.form(), wish.record(), supposed);
    return new View(
        preview.findings().stream()
            .map(finding ->
                new FindingView(
                    finding.severity().name().toLowerCase(Locale.ROOT),
                    finding.place(),
                    text(actor, finding.message())))
            .toList(),
        preview.postings().stream()
            .map(posted ->
                new PostedView(
                    posted.key(),
                    posted.entries(),
                    posted.clauses().stream().map(LedgerPreviewController::view).toList(),
                    posted.missing().stream().map(message -> text(actor, message)).toList()))
            .toList(),
        preview.effects(),
        preview.refusals().stream().map(message -> text(actor, message)).toList());
  }

  private static ClauseView view(Clause clause) {
    Map<String, @Nullable String> reads = new LinkedHashMap<>();
    clause
        .reads()
        .forEach(
            (path, value) -> reads.put(path.toString(), value == null ? null : value.toString()));
    return new ClauseView(clause.text(), Boolean.TRUE.equals(clause.value()), reads);
  }

  private String text(Actor actor, Message message) {
    return messages.text(message, actor.language());
  }
}
