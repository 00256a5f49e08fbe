package io.xiaodan.record;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.access.Access;
import io.xiaodan.access.FormAccess;
import io.xiaodan.access.FormAction;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.filter.Filters;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.FormNames;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Which rows a question is about: those the caller may see, that pass the filter and are found by
 * the search. Every door that reads many records asks here, so that none can forget the rights.
 */
@Component
class RecordConditions {

  private final Workspace workspace;
  private final Access access;
  private final RecordViews views;
  private final Filters filters;

  RecordConditions(Workspace workspace, Access access, RecordViews views, Filters filters) {
    this.workspace = workspace;
    this.access = access;
    this.views = views;
    this.filters = filters;
  }

  /** The fields of a form, and of what its records refer to as far as the caller sees it. */
  FormNames names(Caller caller, FormAccess rights) {
    return new FormNames(
        caller.blueprint(), workspace, rights.form(), "t", target -> seen(caller, target));
  }

  private @Nullable SqlFragment seen(Caller caller, Form form) {
    FormNames all = new FormNames(caller.blueprint(), workspace, form, "s", FormNames.Seen.ALL);
    SqlFragment rows =
        access
            .of(caller.blueprint(), caller.actor(), form)
            .rows(FormAction.VIEW, all, views.environment());
    if (rows == null) {
      return null;
    }
    SqlFragment from = all.from();
    List<@Nullable Object> binds = new ArrayList<>(from.binds());
    binds.addAll(rows.binds());
    return new SqlFragment(
        "(SELECT s.* FROM " + from.text() + " WHERE " + rows.text() + ")", binds);
  }

  /** The rows, by the names that the rest of the statement uses too. */
  Where where(Caller caller, FormAccess rights, FormNames names, ListQuery query) {
    Environment environment = views.environment();
    Where where = new Where();
    where.and(query.deleted() ? "t.deleted_at IS NOT NULL" : "t.deleted_at IS NULL");
    where.and(rights.rows(FormAction.VIEW, names.unlimited(), environment));
    if (query.filter() != null && !query.filter().isBlank()) {
      where.and(
          filters.where(
              caller.blueprint(),
              caller.actor(),
              rights.form(),
              query.filter(),
              names,
              environment));
    }
    if (query.search() != null && !query.search().isBlank()) {
      search(caller, rights, names, query.search().strip(), where);
    }
    return where;
  }

  /**
   * Runs a query whose values come from the request: one that the database cannot read, in a cursor
   * or through a filter, is the request's fault.
   */
  static <T extends @Nullable Object> T asked(Supplier<T> query) {
    try {
      return query.get();
    } catch (DataIntegrityViolationException e) {
      throw Problem.of(ProblemKind.MALFORMED, "record.query").exception();
    }
  }

  /** Looks into the record's own text fields and into the names of what it refers to. */
  private void search(Caller caller, FormAccess rights, FormNames names, String text, Where where) {
    String pattern = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    List<String> any = new ArrayList<>();
    for (FormField field : rights.form().fields().values()) {
      if (!rights.seesFieldAlways(field.key())) {
        continue;
      }
      if (field.type().isSearchable()) {
        any.add(names.bare(field.key()) + " ILIKE ?");
        where.binds().add(pattern);
      } else if (field.type() instanceof ReferenceType reference) {
        caller
            .blueprint()
            .find(Form.TYPE, reference.form())
            .filter(target -> target.titleField().type().isSearchable())
            .filter(target ->
                access
                    .of(caller.blueprint(), caller.actor(), target)
                    .seesFieldAlways(target.title()))
            .ifPresent(target -> {
              any.add(
                  "%s IN (SELECT id FROM %s WHERE %s ILIKE ?)"
                      .formatted(
                          names.bare(field.key()),
                          workspace.table(target.table()),
                          quote(target.title())));
              where.binds().add(pattern);
            });
      }
    }
    where.and(any.isEmpty() ? "FALSE" : "(" + String.join(" OR ", any) + ")");
  }
}
