package io.xiaodan.record;

import io.xiaodan.access.Access;
import io.xiaodan.access.FieldAccess;
import io.xiaodan.access.FormAccess;
import io.xiaodan.access.FormAction;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Coerced;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.Match;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.platform.Ids;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What would be proposed for fields that take their value from the best record of another form. */
@Component
public class RecordProposals {

  private final Access access;
  private final References references;
  private final RecordViews views;
  private final BestRecords best;
  private final Ids ids;

  RecordProposals(
      Access access, References references, RecordViews views, BestRecords best, Ids ids) {
    this.access = access;
    this.references = references;
    this.views = views;
    this.best = best;
    this.ids = ids;
  }

  /**
   * A proposal.
   *
   * @param lines key of the line items; null for the head
   * @param row place of the row; -1 for the head
   * @param value as the API writes it; null where nothing fits
   * @param source name of the record it is of; null where nothing fits
   */
  public record Proposal(
      @Nullable String lines,
      int row,
      String field,
      @Nullable Object value,
      @Nullable String source) {}

  /**
   * Proposals for a record that is being filled in; nothing where it names records that the caller
   * may not refer to.
   *
   * @param values as a writing request has them; what cannot be read counts as empty
   * @throws io.xiaodan.kernel.ProblemException not found (form)
   */
  public List<Proposal> of(Caller caller, String key, JsonNode values) {
    FormAccess rights = access.require(caller.blueprint(), caller.actor(), key);
    if (!rights.mayCreate() && !rights.mayEver(FormAction.EDIT)) {
      return List.of();
    }
    Form form = rights.form();
    Draft draft = new Draft(form, ids.next());
    new InputReader(
            draft,
            ids,
            (field, edit) -> true,
            false,
            (field, type, name, value) -> Coerced.EMPTY,
            new ArrayList<>())
        .read(values);
    if (!mayRefer(caller, form.fields().values(), draft.values)) {
      return List.of();
    }
    Values head =
        new RecordValues(caller.blueprint(), references)
            .of(draft, caller.actor().personId(), views.environment().now());
    BestRecords in = best.in(caller.blueprint());
    List<Proposal> proposals = new ArrayList<>();
    for (FormField field : form.fields().values()) {
      if (field.filling().match() != null
          && rights.fieldEver(field.key()).compareTo(FieldAccess.READ) >= 0) {
        proposals.add(proposal(in, null, -1, field, head));
      }
    }
    for (LineItems lines : form.lines().values()) {
      if (rights.fieldEver(lines.key()).compareTo(FieldAccess.READ) >= 0) {
        rows(caller, in, draft, lines, head, proposals);
      }
    }
    return proposals;
  }

  private void rows(
      Caller caller,
      BestRecords in,
      Draft draft,
      LineItems lines,
      Values head,
      List<Proposal> proposals) {
    RecordValues values = new RecordValues(caller.blueprint(), references);
    List<Draft.Row> rows = draft.lines.getOrDefault(lines.key(), List.of());
    for (int i = 0; i < rows.size(); i++) {
      Draft.Row row = rows.get(i);
      if (mayRefer(caller, lines.columns().values(), row.values)) {
        Values view = values.row(lines, row.id, row.values, head);
        for (FormField column : lines.columns().values()) {
          if (column.filling().match() != null) {
            proposals.add(proposal(in, lines.key(), i, column, view));
          }
        }
      }
    }
  }

  private static Proposal proposal(
      BestRecords in, @Nullable String lines, int row, FormField field, Values view) {
    Match match = java.util.Objects.requireNonNull(field.filling().match());
    BestRecords.Best found = in.find(match, path -> Filling.follow(view, path));
    Object value = found == null ? null : field.type().fit(found.value()).value();
    return new Proposal(
        lines,
        row,
        field.key(),
        value == null ? null : field.type().toJson(value),
        found == null ? null : found.title());
  }

  private boolean mayRefer(
      Caller caller, Collection<FormField> fields, Map<String, Object> values) {
    for (FormField field : fields) {
      if (field.type() instanceof ReferenceType type
          && values.get(field.key()) instanceof UUID id) {
        Form target = caller.blueprint().find(Form.TYPE, type.form()).orElseThrow();
        ReferencedRecord record = references.find(caller.blueprint(), target, id);
        if (record == null || !views.mayRefer(caller, target, record)) {
          return false;
        }
      }
    }
    return true;
  }
}
