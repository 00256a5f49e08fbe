package io.xiaodan.record;

import io.xiaodan.access.Access;
import io.xiaodan.access.FieldAccess;
import io.xiaodan.access.FormAccess;
import io.xiaodan.access.FormAction;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Among;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.FormNames;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Ids;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Records to choose from for one reference, by what stands around it. The formula of the reference
 * decides with all values, also those the person does not see, as it does when the record is saved;
 * offered are only records the person may see.
 */
@Component
public class RecordChoices {

  private final Access access;
  private final RecordReader reader;
  private final RecordLists lists;
  private final References references;
  private final RecordViews views;
  private final Ids ids;

  RecordChoices(
      Access access,
      RecordReader reader,
      RecordLists lists,
      References references,
      RecordViews views,
      Ids ids) {
    this.access = access;
    this.reader = reader;
    this.lists = lists;
    this.references = references;
    this.views = views;
    this.ids = ids;
  }

  /**
   * Whom a question can be put to.
   *
   * @param lines the line items it stands in; null for the head
   */
  private record Place(FormField field, ReferenceType type, @Nullable LineItems lines) {}

  /**
   * The records.
   *
   * @throws io.xiaodan.kernel.ProblemException not found for a form, field or record out of reach
   */
  public List<Map<String, @Nullable Object>> choices(
      Caller caller, String form, ChoiceQuestion question) {
    FormAccess rights = access.require(caller.blueprint(), caller.actor(), form);
    Place place = place(rights, question.field());
    StoredRecord before =
        question.record() == null ? null : stored(caller, rights, question.record());
    return lists.choices(
        caller,
        place.type().form(),
        question.search(),
        question.limit(),
        limit(caller, rights.form(), place, before, question));
  }

  /**
   * What limits the choice, for whoever asks for records in another way.
   *
   * @param form the form the reference stands in
   * @return null where nothing does
   */
  public RecordLists.@Nullable Limit limit(Caller caller, Form form, ChoiceQuestion question) {
    Place place = find(form, question.field());
    return place == null ? null : limit(caller, form, place, null, question);
  }

  private RecordLists.@Nullable Limit limit(
      Caller caller,
      Form form,
      Place place,
      @Nullable StoredRecord before,
      ChoiceQuestion question) {
    Among among = place.field().rules().among();
    if (among == null) {
      return null;
    }
    Values around = around(caller, form, place, before, question);
    return names -> limited(among, names, around);
  }

  private SqlFragment limited(Among among, FormNames names, Values around) {
    return among
        .formula()
        .toSqlFilter(
            new CandidateNames(names.unlimited(), around, among.schema()), views.environment());
  }

  private static Place place(FormAccess rights, String path) {
    Place place = find(rights.form(), path);
    String top = place == null || place.lines() == null ? path : place.lines().key();
    if (place == null || rights.fieldEver(top) == FieldAccess.HIDDEN) {
      throw Problem.of(ProblemKind.NOT_FOUND, "not_found").exception();
    }
    return place;
  }

  private static @Nullable Place find(Form form, String path) {
    int dot = path.indexOf('.');
    LineItems lines = dot < 0 ? null : form.lines().get(path.substring(0, dot));
    FormField field =
        dot < 0
            ? form.fields().get(path)
            : lines == null ? null : lines.columns().get(path.substring(dot + 1));
    return field != null && field.type() instanceof ReferenceType type
        ? new Place(field, type, lines)
        : null;
  }

  private StoredRecord stored(Caller caller, FormAccess rights, UUID id) {
    StoredRecord record =
        reader
            .find(rights.form(), id)
            .orElseThrow(() -> Problem.of(ProblemKind.NOT_FOUND, "not_found").exception());
    Values view = views.of(caller, record, rights.form());
    if (!rights.may(FormAction.VIEW, view, views.environment())) {
      throw Problem.of(ProblemKind.NOT_FOUND, "not_found").exception();
    }
    return record;
  }

  /** The record as it would be; what cannot be read of the screen is empty, as it is there. */
  private Values around(
      Caller caller,
      Form form,
      Place place,
      @Nullable StoredRecord before,
      ChoiceQuestion question) {
    Draft draft = before == null ? new Draft(form, ids.next()) : new Draft(form, before);
    FormAccess rights = views.rights(caller, form);
    overlay(
        form.fields().values(),
        draft.values,
        question.values(),
        key -> caller.isFree() || rights.fieldEver(key) != FieldAccess.HIDDEN);
    RecordValues values = new RecordValues(caller.blueprint(), references);
    Values head =
        before == null
            ? values.of(draft, caller.actor().personId(), views.environment().now())
            : values.of(draft, before.createdBy(), before.createdAt());
    LineItems lines = place.lines();
    if (lines == null) {
      return head;
    }
    String id = question.row().path("id").asString("");
    Draft.Row row =
        draft.lines.getOrDefault(lines.key(), List.of()).stream()
            .filter(each -> each.id.toString().equals(id))
            .findFirst()
            .orElseGet(() -> new Draft.Row(ids.next(), true));
    overlay(lines.columns().values(), row.values, question.row(), _ -> true);
    return values.row(lines, row.id, row.values, head);
  }

  private static void overlay(
      Collection<FormField> fields,
      Map<String, Object> values,
      JsonNode sent,
      Predicate<String> seen) {
    for (FormField field : fields) {
      JsonNode value = sent.path(field.key());
      if (!value.isMissingNode() && seen.test(field.key())) {
        Draft.put(values, field.key(), field.type().coerce(value).value());
      }
    }
  }
}
