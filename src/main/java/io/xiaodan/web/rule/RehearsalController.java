package io.xiaodan.web.rule;

import io.xiaodan.expression.Clause;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Roles;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.rule.Rehearsal;
import io.xiaodan.rule.RuleRehearsals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Tries a rule that is being written on a record, without effects. */
@RestController
@RequestMapping("/api/rules")
class RehearsalController {

  private final RuleRehearsals rehearsals;
  private final Roles roles;
  private final Messages messages;

  RehearsalController(RuleRehearsals rehearsals, Roles roles, Messages messages) {
    this.rehearsals = rehearsals;
    this.roles = roles;
    this.messages = messages;
  }

  record Wish(JsonNode document, UUID record, @Nullable UUID event) {}

  record FindingView(String severity, String place, String message) {}

  record ClauseView(String text, boolean holds, Map<String, @Nullable String> reads) {}

  record StepView(
      String key,
      String action,
      String state,
      @Nullable String reason,
      Map<String, Object> detail,
      List<Rehearsal.Sent> messages,
      List<CallView> calls) {}

  record CallView(
      String rule, String label, List<ClauseView> clauses, boolean holds, List<StepView> steps) {}

  record View(
      List<FindingView> findings,
      Map<String, @Nullable Object> elsewhere,
      List<ClauseView> clauses,
      boolean holds,
      @Nullable String refusal,
      List<StepView> steps) {}

  @PostMapping("/{key}/rehearsal")
  View rehearse(@PathVariable String key, @RequestBody Wish wish, Actor actor) {
    roles.requireBuilds(actor);
    Rehearsal rehearsal =
        rehearsals.rehearse(actor, key, wish.document(), wish.record(), wish.event());
    Language language = actor.language();
    return new View(
        rehearsal.findings().stream()
            .map(finding ->
                new FindingView(
                    finding.severity().name().toLowerCase(java.util.Locale.ROOT),
                    finding.place(),
                    messages.text(finding.message(), language)))
            .toList(),
        elsewhere(rehearsal.elsewhere()),
        clauses(rehearsal.clauses()),
        rehearsal.holds(),
        text(rehearsal.refusal(), language),
        steps(rehearsal.steps(), language));
  }

  private static Map<String, @Nullable Object> elsewhere(Map<String, @Nullable Object> values) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    values.forEach(
        (field, value) -> shown.put(field, value instanceof Boolean ? value : plain(value)));
    return shown;
  }

  private List<StepView> steps(List<Rehearsal.Step> steps, Language language) {
    return steps.stream()
        .map(step ->
            new StepView(
                step.key(),
                step.action(),
                step.state(),
                text(step.reason(), language),
                step.detail(),
                step.messages(),
                step.calls().stream().map(call -> view(call, language)).toList()))
        .toList();
  }

  private CallView view(Rehearsal.Call call, Language language) {
    return new CallView(
        call.rule(),
        call.label().in(language),
        clauses(call.clauses()),
        call.holds(),
        steps(call.steps(), language));
  }

  private static List<ClauseView> clauses(List<Clause> clauses) {
    return clauses.stream().map(RehearsalController::view).toList();
  }

  private static ClauseView view(Clause clause) {
    Map<String, @Nullable String> reads = new LinkedHashMap<>();
    clause.reads().forEach((path, value) -> reads.put(path.toString(), plain(value)));
    return new ClauseView(clause.text(), Boolean.TRUE.equals(clause.value()), reads);
  }

  private static @Nullable String plain(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private @Nullable String text(@Nullable Message message, Language language) {
    return message == null ? null : messages.text(message, language);
  }
}
