package io.xiaodan.amendment;

import io.xiaodan.amendment.AmendmentTerms.Requirement;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Values;
import io.xiaodan.flow.Ceilings;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.Violation;
import io.xiaodan.ledger.LedgerChanges;
import io.xiaodan.ledger.LedgerEffects;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.History;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.record.Write;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Works out what a proposed change does, by doing it and taking it back: the same write, through
 * the same door, that applies it.
 */
@Component
class Impacts {

  private final Records records;
  private final History history;
  private final LedgerChanges ledgers;
  private final Promising promising;
  private final Ceilings ceilings;
  private final JsonMapper json;
  private final Workspace workspace;
  private final Clock clock;

  Impacts(
      Records records,
      History history,
      LedgerChanges ledgers,
      Promising promising,
      Ceilings ceilings,
      JsonMapper json,
      Workspace workspace,
      Clock clock) {
    this.records = records;
    this.history = history;
    this.ledgers = ledgers;
    this.promising = promising;
    this.ceilings = ceilings;
    this.json = json;
    this.workspace = workspace;
    this.clock = clock;
  }

  Difference difference(AmendmentTerms terms) {
    return new Difference(terms.form(), json);
  }

  /**
   * What a proposal does to the record as it is now.
   *
   * @param reader sees what they may see of it
   * @param id of the proposal; null for one that is being written
   */
  Impact of(
      Caller reader,
      AmendmentTerms terms,
      StoredRecord now,
      Difference.Rebased rebased,
      @Nullable UUID id) {
    Caller system =
        new Caller(
            reader.blueprint(),
            Actor.system(Origin.PROPOSAL).withLanguage(reader.actor().language()));
    Set<Label> against = labels(terms.form(), rebased.against());
    StoredRecord after;
    try {
      after =
          records.trial(system, now.form(), now.id(), Write.trusted(rebased.values(), Map.of()));
    } catch (ProblemException e) {
      return broken(reader, terms, now, against, e);
    }
    Values then = records.values(system, now);
    Values become = records.values(system, after);
    Caller acting = new Caller(reader.blueprint(), reader.actor().withOrigin(Origin.PROPOSAL, id));
    LedgerChanges.Tried<List<Impact.Promise>> tried =
        ledgers.of(
            reader,
            now,
            after,
            () -> Applying.write(records, ceilings, acting, terms, now, rebased.values()),
            () ->
                reader.actor().isSystem()
                    ? List.of()
                    : promising.of(reader, terms.form(), then, become));
    List<Violation> refusals = required(reader, terms, become);
    if (tried.effects().refusal() != null) {
      refusals.addAll(violations(tried.effects().refusal()));
    }
    JsonNode differences = json.valueToTree(history.differences(terms.form(), now, after));
    Agreed agreed =
        new Agreed(
            figures(terms, now, after),
            tried.effects().warnings().stream().map(LedgerEffects.Warning::key).toList());
    return new Impact(
        now.rev(),
        reader.actor().isSystem() ? List.of() : history.shown(reader, now, differences),
        shown(reader, terms, now, agreed),
        facts(reader, terms, now),
        tried.effects(),
        tried.aside(),
        over(reader, terms, now, after),
        List.of(),
        against,
        refusals,
        agreed);
  }

  /** What cannot even be worked out has no impact but the reasons. */
  private Impact broken(
      Caller reader,
      AmendmentTerms terms,
      StoredRecord now,
      Set<Label> against,
      ProblemException why) {
    return new Impact(
        now.rev(),
        List.of(),
        List.of(),
        facts(reader, terms, now),
        Impact.NO_EFFECTS,
        List.of(),
        null,
        List.of(),
        against,
        violations(why),
        new Agreed(List.of(), List.of()));
  }

  private static List<Violation> violations(ProblemException refusal) {
    List<Violation> violations = refusal.problem().violations();
    return violations.isEmpty()
        ? List.of(new Violation(refusal.problem().message(), null, null, null))
        : violations;
  }

  private List<Violation> required(Caller reader, AmendmentTerms terms, Values become) {
    Environment environment = Environment.of(clock.instant(), workspace.zone());
    List<Violation> refusals = new ArrayList<>();
    for (Requirement each : terms.requirements()) {
      if (!each.formula().test(become, environment)) {
        String text = each.in(reader.actor().language()).render(become, environment);
        refusals.add(
            new Violation(Message.of("amendment.requirement", "text", text), null, null, null));
      }
    }
    return refusals;
  }

  private static List<Agreed.Figure> figures(
      AmendmentTerms terms, StoredRecord before, StoredRecord after) {
    return terms.proposals().figures().stream()
        .map(figure ->
            new Agreed.Figure(figure.of(), number(before, figure.of()), number(after, figure.of())))
        .toList();
  }

  private static @Nullable BigDecimal number(StoredRecord record, String field) {
    return record.values().get(field) instanceof BigDecimal number ? number : null;
  }

  private List<Impact.Figure> shown(
      Caller reader, AmendmentTerms terms, StoredRecord record, Agreed agreed) {
    Set<String> seen = seen(reader, record);
    return agreed.figures().stream()
        .filter(figure -> seen.contains(figure.of()))
        .map(figure ->
            new Impact.Figure(
                figure.of(),
                label(terms, figure.of()),
                plain(figure.before()),
                plain(figure.after()),
                signed(figure.difference())))
        .toList();
  }

  private List<Impact.Fact> facts(Caller reader, AmendmentTerms terms, StoredRecord record) {
    if (reader.actor().isSystem()) {
      return List.of();
    }
    Set<String> seen = seen(reader, record);
    Object values = records.json(reader, record).get("values");
    return terms.facts().stream()
        .filter(seen::contains)
        .map(key ->
            new Impact.Fact(
                key, label(terms, key), values instanceof Map<?, ?> map ? map.get(key) : null))
        .toList();
  }

  /** The fields of the record that the reader may see. */
  private Set<String> seen(Caller reader, StoredRecord record) {
    if (reader.actor().isSystem()) {
      return Set.of();
    }
    return records.json(reader, record).get("values") instanceof Map<?, ?> map
        ? map.keySet().stream().map(Object::toString).collect(java.util.stream.Collectors.toSet())
        : Set.of();
  }

  private Impact.@Nullable Over over(
      Caller reader, AmendmentTerms terms, StoredRecord now, StoredRecord after) {
    return ceilings
        .approved(reader, now.id())
        .filter(
            approved -> reader.actor().isSystem() || seen(reader, now).contains(approved.field()))
        .filter(approved -> {
          BigDecimal figure = number(after, approved.field());
          return figure != null && figure.compareTo(approved.figure()) > 0;
        })
        .map(approved -> {
          BigDecimal figure = java.util.Objects.requireNonNull(number(after, approved.field()));
          return new Impact.Over(
              label(terms, approved.field()),
              approved.figure().toPlainString(),
              figure.toPlainString(),
              figure.subtract(approved.figure()).toPlainString());
        })
        .orElse(null);
  }

  static Label label(AmendmentTerms terms, String field) {
    FormField found = terms.form().fields().get(field);
    return found == null ? Label.of(field) : found.label();
  }

  private static Set<Label> labels(Form form, Set<String> keys) {
    Set<Label> labels = new LinkedHashSet<>();
    for (String key : keys) {
      int dot = key.indexOf('.');
      LineItems lines = form.lines().get(dot < 0 ? key : key.substring(0, dot));
      if (lines == null) {
        FormField field = form.fields().get(key);
        labels.add(field == null ? Label.of(key) : field.label());
      } else {
        FormField column = dot < 0 ? null : lines.columns().get(key.substring(dot + 1));
        labels.add(column == null ? lines.label() : column.label());
      }
    }
    return labels;
  }

  /** What was agreed as it is kept. */
  Agreed agreed(JsonNode kept) {
    return json.treeToValue(kept, Agreed.class);
  }

  JsonNode kept(Agreed agreed) {
    return json.valueToTree(agreed);
  }

  static Message told(LedgerEffects.Warning warning) {
    return Message.of(
        "amendment.warning",
        "place",
        warning.place(),
        "label",
        warning.label(),
        "after",
        warning.after());
  }

  static String signed(BigDecimal difference) {
    return (difference.signum() > 0 ? "+" : "") + difference.toPlainString();
  }

  private static @Nullable String plain(@Nullable BigDecimal number) {
    return number == null ? null : number.toPlainString();
  }
}
