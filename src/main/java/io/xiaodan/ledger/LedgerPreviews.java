package io.xiaodan.ledger;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.blueprint.Finding;
import io.xiaodan.blueprint.Severity;
import io.xiaodan.expression.Clause;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Coerced;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Tries a ledger that is being written on a record: the function that every write uses says what is
 * posted, the function that posts says what becomes of balances, and all of it is taken back.
 */
@Component
public class LedgerPreviews {

  private final Blueprints blueprints;
  private final Records records;
  private final PostingTrials trials;
  private final DimensionNames names;
  private final Workspace workspace;
  private final Clock clock;

  LedgerPreviews(
      Blueprints blueprints,
      Records records,
      PostingTrials trials,
      DimensionNames names,
      Workspace workspace,
      Clock clock) {
    this.blueprints = blueprints;
    this.records = records;
    this.trials = trials;
    this.names = names;
    this.workspace = workspace;
    this.clock = clock;
  }

  /**
   * Tries a ledger on a record the person sees.
   *
   * @param key of the ledger
   * @param document the ledger as it is being written
   * @param form key of the record's form
   * @param supposed values the record is taken to have, as they would be typed
   * @throws ProblemException not found for a record the person does not see; invalid for a value
   *     that does not fit
   */
  public LedgerPreview preview(
      Actor actor,
      String key,
      JsonNode document,
      String form,
      UUID record,
      Map<String, JsonNode> supposed) {
    ArtifactId id = new ArtifactId(Ledger.TYPE.kind(), key);
    Blueprints.Preview preview = blueprints.preview(Map.of(id, document));
    List<Finding> findings =
        preview.findings().stream().filter(finding -> finding.artifact().equals(id)).toList();
    Ledger ledger = preview.blueprint().find(Ledger.TYPE, key).orElse(null);
    if (ledger == null
        || findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR)) {
      return LedgerPreview.broken(findings);
    }
    Caller person = new Caller(preview.blueprint(), actor);
    StoredRecord stored = records.get(person, form, record);
    Form definition = preview.blueprint().find(Form.TYPE, form).orElseThrow();
    Values values = with(records.valuesNow(person, stored), supposed(definition, supposed));
    Environment environment = Environment.of(clock.instant(), workspace.zone());
    List<LedgerPreview.Posted> posted = new ArrayList<>();
    List<Entry> entries = new ArrayList<>();
    for (Posting.OfRecords posting : ledger.of(form)) {
      PostedEntries found = PostedEntries.of(ledger, List.of(posting), record, values, environment);
      entries.addAll(found.entries());
      posted.add(posted(person, ledger, posting, found, values, environment));
    }
    PostingTrials.Trial trial = trials.of(actor, ledger, form, record, entries);
    return new LedgerPreview(findings, posted, trial.effects(), trial.refusals());
  }

  private static Map<String, @Nullable Object> supposed(Form form, Map<String, JsonNode> given) {
    Map<String, @Nullable Object> supposed = new LinkedHashMap<>();
    given.forEach((key, json) -> {
      FormField field = form.fields().get(key);
      if (field == null) {
        throw Problem.of(ProblemKind.NOT_FOUND, "record.unknown_field", "field", key).exception();
      }
      Coerced coerced = field.type().coerce(json);
      if (coerced.refusal() != null) {
        throw Problem.invalid(List.of(new Violation(coerced.refusal(), key, null, null)))
            .exception();
      }
      Object value = coerced.value();
      supposed.put(key, value == null ? null : field.type().toFormula(value));
    });
    return supposed;
  }

  private static Values with(Values values, Map<String, @Nullable Object> supposed) {
    return name -> supposed.containsKey(name) ? supposed.get(name) : values.get(name);
  }

  private LedgerPreview.Posted posted(
      Caller person,
      Ledger ledger,
      Posting.OfRecords posting,
      PostedEntries found,
      Values values,
      Environment environment) {
    List<LedgerPreview.Line> lines =
        found.entries().stream()
            .map(entry ->
                new LedgerPreview.Line(
                    entry.row(),
                    names.text(
                        person.blueprint(), ledger, entry.dimensions(), person.actor().language()),
                    entry.account(),
                    entry.day(),
                    LimitRefusals.plain(entry.quantity())))
            .toList();
    List<Message> missing = found.violations().stream().map(Violation::message).toList();
    List<Clause> clauses =
        lines.isEmpty() && missing.isEmpty() ? clauses(posting, values, environment) : List.of();
    return new LedgerPreview.Posted(posting.key(), lines, clauses, missing);
  }

  private static List<Clause> clauses(
      Posting.OfRecords posting, Values values, Environment environment) {
    if (posting.when() == null) {
      return List.of();
    }
    if (posting.lines() == null) {
      return posting.when().clauses(values, environment);
    }
    return values.get(posting.lines()) instanceof List<?> rows
            && !rows.isEmpty()
            && rows.getFirst() instanceof Values row
        ? posting
            .when()
            .clauses(name -> name.equals("parent") ? values : row.get(name), environment)
        : List.of();
  }
}
