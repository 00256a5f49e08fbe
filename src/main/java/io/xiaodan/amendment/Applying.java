package io.xiaodan.amendment;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.flow.Ceilings;
import io.xiaodan.flow.Flow;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.JobOrder;
import io.xiaodan.platform.Jobs;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.record.Write;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Applies what was agreed, in the transaction of the decision: all of it, and nothing worse than
 * what was agreed, or the decision does not stand either.
 */
@Component
class Applying {

  private final AmendmentStore store;
  private final Records records;
  private final Impacts impacts;
  private final Ceilings ceilings;
  private final Overtaking overtaking;
  private final Jobs jobs;
  private final Messages messages;
  private final Clock clock;

  Applying(
      AmendmentStore store,
      Records records,
      Impacts impacts,
      Ceilings ceilings,
      Overtaking overtaking,
      Jobs jobs,
      Messages messages,
      Clock clock) {
    this.store = store;
    this.records = records;
    this.impacts = impacts;
    this.ceilings = ceilings;
    this.overtaking = overtaking;
    this.jobs = jobs;
    this.messages = messages;
    this.clock = clock;
  }

  /**
   * Applies a proposal. The record is held first, so that of two that are agreed at once the second
   * sees what the first has done.
   *
   * @throws ProblemException conflict where it cannot be applied as it was agreed; says why
   */
  void apply(Blueprint blueprint, Actor actor, UUID id) {
    Amendment amendment =
        store
            .find(id)
            .orElseThrow(() -> Problem.of(ProblemKind.CONFLICT, "amendment.empty").exception());
    AmendmentTerms terms =
        AmendmentTerms.of(blueprint, amendment.form())
            .orElseThrow(() -> Problem.of(ProblemKind.CONFLICT, "amendment.none").exception());
    Language language = actor.language();
    Caller system = new Caller(blueprint, Actor.system(Origin.PROPOSAL, id).withLanguage(language));
    StoredRecord now = records.lock(system, amendment.form(), amendment.record());
    Difference.Rebased rebased = impacts.difference(terms).onto(amendment.changes(), now);
    Impact impact = impacts.of(system, terms, now, rebased, id);
    if (!impact.against().isEmpty()) {
      throw refused("amendment.overtaken", "fields", labels(impact.against().stream(), language));
    }
    if (!impact.refusals().isEmpty()) {
      throw refused("amendment.not_possible", "why", reasons(impact.refusals(), language));
    }
    Agreed agreed = impacts.agreed(amendment.agreed());
    Agreed.Worse worse = agreed.worse(impact.agreed());
    if (worse.isAny()) {
      throw refused("amendment.worse", "why", worse(terms, worse, agreed, impact, language));
    }
    Caller acting = new Caller(blueprint, actor.withOrigin(Origin.PROPOSAL, id));
    StoredRecord done = write(records, ceilings, acting, terms, now, rebased.values());
    store.applied(id, done.rev());
    jobs.schedule(
        new JobOrder<>(
            overtaking.work(),
            id.toString(),
            new Overtaking.Payload(amendment.form(), amendment.record()),
            clock.instant()));
  }

  /**
   * Writes what a proposal wants, the way it is written both when it is tried and when it is
   * applied. What a flow of proposals has decided needs no second approval by the record's flow.
   */
  static StoredRecord write(
      Records records,
      Ceilings ceilings,
      Caller acting,
      AmendmentTerms terms,
      StoredRecord now,
      ObjectNode values) {
    Write write = Write.trusted(values, Map.of());
    if (isDecided(acting.blueprint(), terms)) {
      ceilings
          .approved(acting, now.id())
          .ifPresent(approved -> {
            StoredRecord after = records.trial(acting, now.form(), now.id(), write);
            if (after.values().get(approved.field()) instanceof BigDecimal figure) {
              ceilings.approve(now.id(), figure);
            }
          });
    }
    return records.update(acting, now.form(), now.id(), now.rev(), write);
  }

  /** Whether proposals have a flow of their own. */
  static boolean isDecided(Blueprint blueprint, AmendmentTerms terms) {
    return blueprint.all(Flow.TYPE).values().stream()
        .anyMatch(flow -> flow.form().equals(terms.proposals().form().key()));
  }

  private static ProblemException refused(String code, String name, String text) {
    return Problem.of(ProblemKind.CONFLICT, code, name, text).exception();
  }

  private static String labels(Stream<Label> labels, Language language) {
    return labels
        .map(label -> label.in(language))
        .collect(Collectors.joining(language == Language.ZH ? "、" : ", "));
  }

  private String reasons(List<Violation> refusals, Language language) {
    return refusals.stream()
        .map(each -> messages.text(each.message(), language))
        .distinct()
        .collect(Collectors.joining(language == Language.ZH ? "；" : "; "));
  }

  private String worse(
      AmendmentTerms terms, Agreed.Worse worse, Agreed agreed, Impact impact, Language language) {
    Stream<String> figures =
        worse.figures().stream()
            .map(figure ->
                messages.text(
                    Message.of(
                        "amendment.worse_figure",
                        "label",
                        Impacts.label(terms, figure.of()),
                        "agreed",
                        Impacts.signed(agreed.difference(figure.of())),
                        "now",
                        Impacts.signed(figure.difference())),
                    language));
    Stream<String> warnings =
        impact.effects().warnings().stream()
            .filter(warning -> worse.warnings().contains(warning.key()))
            .map(warning -> messages.text(Impacts.told(warning), language));
    return Stream.concat(figures, warnings)
        .collect(Collectors.joining(language == Language.ZH ? "；" : "; "));
  }
}
