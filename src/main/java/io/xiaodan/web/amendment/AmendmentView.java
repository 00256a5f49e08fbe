package io.xiaodan.web.amendment;

import io.xiaodan.amendment.Amendment;
import io.xiaodan.amendment.Amendments;
import io.xiaodan.amendment.Impact;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.People;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.Violation;
import io.xiaodan.ledger.LedgerEffects;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Proposed changes as the API shows them, in the reader's language. */
@Component
class AmendmentView {

  private final People people;
  private final Messages messages;

  AmendmentView(People people, Messages messages) {
    this.people = people;
    this.messages = messages;
  }

  record Somebody(UUID id, String title) {}

  /** What holds for a record; {@code form} is that of its proposals. */
  record Standing(boolean isProtected, boolean proposes, List<One> items) {}

  record One(
      UUID id,
      String form,
      UUID record,
      String title,
      String state,
      String reason,
      long baseRev,
      @Nullable Long rev,
      Instant madeAt,
      Somebody madeBy,
      @Nullable Instant endedAt,
      @Nullable Somebody endedBy,
      boolean submits,
      boolean withdraws,
      @Nullable Effect impact,
      List<Map<String, @Nullable Object>> changes) {}

  record Figure(
      String key,
      String label,
      @Nullable String before,
      @Nullable String after,
      @Nullable String difference) {}

  record Fact(String field, String label, @Nullable Object value) {}

  record Balance(String ledger, String label, String place, List<Figure> figures) {}

  record Day(String place, String account, LocalDate day, String before, String after) {}

  record Ahead(String node, List<String> people, List<String> roles) {}

  record Over(String label, String approved, String after, String over) {}

  record Refusal(
      String message, @Nullable String field, @Nullable Integer row, @Nullable String column) {}

  record Effect(
      long rev,
      List<Map<String, @Nullable Object>> changes,
      List<Figure> figures,
      List<Fact> facts,
      List<Balance> balances,
      List<Day> days,
      List<Impact.Promise> promises,
      @Nullable Over over,
      List<Ahead> ahead,
      List<String> against,
      List<String> warnings,
      List<Refusal> refusals) {}

  Standing standing(Actor actor, Amendments.@Nullable Standing standing) {
    return standing == null
        ? new Standing(false, false, List.of())
        : new Standing(
            standing.isProtected(),
            standing.proposes(),
            standing.proposals().stream().map(each -> one(actor, each)).toList());
  }

  One one(Actor actor, Amendments.View view) {
    Amendment amendment = view.amendment();
    return new One(
        amendment.id(),
        view.carrier().form(),
        amendment.record(),
        view.title(),
        amendment.state().key(),
        view.reason(),
        amendment.baseRev(),
        amendment.rev(),
        amendment.madeAt(),
        somebody(amendment.madeBy()),
        amendment.endedAt(),
        amendment.endedBy() == null ? null : somebody(amendment.endedBy()),
        view.submits(),
        view.withdraws(),
        view.impact() == null ? null : effect(actor, view.impact()),
        view.changes());
  }

  private Somebody somebody(UUID id) {
    return new Somebody(id, people.name(id));
  }

  Effect effect(Actor actor, Impact impact) {
    Language language = actor.language();
    return new Effect(
        impact.rev(),
        impact.changes(),
        impact.figures().stream()
            .map(each ->
                new Figure(
                    each.field(),
                    each.label().in(language),
                    each.before(),
                    each.after(),
                    each.difference()))
            .toList(),
        impact.facts().stream()
            .map(each -> new Fact(each.field(), each.label().in(language), each.value()))
            .toList(),
        impact.effects().balances().stream().map(each -> balance(each, language)).toList(),
        impact.effects().days().stream()
            .map(each ->
                new Day(
                    each.place(),
                    each.account().in(language),
                    each.day(),
                    each.before(),
                    each.after()))
            .toList(),
        impact.promises(),
        over(impact.over(), language),
        impact.ahead().stream()
            .map(each ->
                new Ahead(each.node().in(language), each.people(), labels(each.roles(), language)))
            .toList(),
        labels(impact.against(), language),
        impact.effects().warnings().stream()
            .map(each -> messages.text(warning(each), language))
            .distinct()
            .toList(),
        impact.refusals().stream().map(each -> refusal(each, language)).toList());
  }

  private static Balance balance(LedgerEffects.Balance balance, Language language) {
    return new Balance(
        balance.ledger(),
        balance.label().in(language),
        balance.place(),
        balance.figures().stream()
            .map(each ->
                new Figure(
                    each.key(), each.label().in(language), each.before(), each.after(), null))
            .toList());
  }

  private static @Nullable Over over(Impact.@Nullable Over over, Language language) {
    return over == null
        ? null
        : new Over(over.label().in(language), over.approved(), over.after(), over.over());
  }

  private static List<String> labels(java.util.Collection<Label> labels, Language language) {
    return labels.stream().map(label -> label.in(language)).toList();
  }

  private static Message warning(LedgerEffects.Warning warning) {
    return Message.of(
        "amendment.warning",
        "place",
        warning.place(),
        "label",
        warning.label(),
        "after",
        warning.after());
  }

  private Refusal refusal(Violation violation, Language language) {
    return new Refusal(
        messages.text(violation.message(), language),
        violation.field(),
        violation.row(),
        violation.column());
  }
}
