package io.xiaodan.record;

import io.xiaodan.access.Access;
import io.xiaodan.access.FormAccess;
import io.xiaodan.access.FormAction;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.SqlFragment;
import io.xiaodan.filter.Filters;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormNames;
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
  private final RecordSearch search;

  RecordConditions(
      Workspace workspace, Access access, RecordViews views, Filters filters, RecordSearch search) {
    this.workspace = workspace;
    this.access = access;
    this.views = views;
    this.filters = filters;
    this.search = search;
  }

  /** The fields of a form, and of what its records refer to as far as the caller sees it. */
  FormNames names(Caller caller, FormAccess rights) {
    return new FormNames(
        caller.blueprint(),
        workspace,
        rights.form(),
        "t",
        target -> seen(caller, target),
        views.environment());
  }

  /** What groups and totals are made of, by the names that the rest of the statement uses too. */
  CountedField.Ground ground(Caller caller, FormAccess rights, FormNames names) {
    return new CountedField.Ground(
        caller, rights, filters.schema(caller.blueprint(), caller.actor(), rights.form()), names);
  }

  /** The order of a list, by the names that the rest of the statement uses too. */
  List<SortKey> order(Caller caller, FormAccess rights, FormNames names, @Nullable String sort) {
    return SortKey.read(
        rights, filters.schema(caller.blueprint(), caller.actor(), rights.form()), names, sort);
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
      where.and(search.where(caller, rights, query.search()));
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
}
