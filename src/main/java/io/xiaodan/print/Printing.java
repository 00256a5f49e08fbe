package io.xiaodan.print;

import io.xiaodan.access.Access;
import io.xiaodan.access.FormAccess;
import io.xiaodan.form.Form;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.record.Caller;
import io.xiaodan.record.ListQuery;
import io.xiaodan.record.RecordLists;
import io.xiaodan.record.RecordPage;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may print what, and the way from records to a document. */
@Component
class Printing {

  /** Most records of which one document is made, each on pages of its own. */
  static final int MOST_RECORDS = 500;

  /** Most rows one document may have altogether. */
  static final int MOST_ROWS = 20_000;

  private final Access access;
  private final Sources sources;
  private final RecordLists lists;
  private final PdfMaker pdf;
  private final Messages messages;

  Printing(Access access, Sources sources, RecordLists lists, PdfMaker pdf, Messages messages) {
    this.access = access;
    this.sources = sources;
    this.lists = lists;
    this.pdf = pdf;
    this.messages = messages;
  }

  /** Whether somebody may print records of a form. */
  boolean mayPrint(Caller caller, Form form) {
    return access.of(caller.blueprint(), caller.actor(), form).mayPrint();
  }

  /**
   * A template for records of a form that somebody may print.
   *
   * @throws ProblemException not found (form or template), forbidden
   */
  PrintTemplate require(Caller caller, String form, String template) {
    FormAccess rights = access.require(caller.blueprint(), caller.actor(), form);
    if (!rights.mayPrint()) {
      throw Problem.of(ProblemKind.FORBIDDEN, "print.may_not_print", "form", rights.form().label())
          .exception();
    }
    return caller
        .blueprint()
        .find(PrintTemplate.TYPE, template)
        .filter(found -> found.form().key().equals(form))
        .orElseThrow(() ->
            Problem.of(ProblemKind.NOT_FOUND, "print.no_template", "template", template)
                .exception());
  }

  /** One record as it is printed. */
  Source source(Caller caller, Form form, UUID id, @Nullable String address) {
    return sources.record(caller, form, id, address);
  }

  /** Records of a list as they are printed. */
  Source listed(Caller caller, Form form, List<Map<String, @Nullable Object>> items) {
    return sources.list(caller, form, items);
  }

  /** Writes a document of one record after the other. */
  void write(Caller caller, PrintTemplate template, List<Source> filled, OutputStream out) {
    long rows =
        filled.stream()
            .flatMap(source -> source.rows().values().stream())
            .mapToInt(List::size)
            .sum();
    if (rows > MOST_ROWS) {
      throw Problem.of(ProblemKind.TOO_LARGE, "print.too_many_rows", "most", MOST_ROWS).exception();
    }
    pdf.write(
        template.label().in(caller.actor().language()), new Pages(template, filled, messages), out);
  }

  /**
   * What a request means: each record apart, or all of them as one list.
   *
   * @param progress told how many records have been gathered
   * @throws ProblemException not found for a record that is gone, too large
   */
  List<Source> gather(
      Caller caller, PrintTemplate template, PrintRequest request, IntConsumer progress) {
    Form form = template.form();
    if (template.list()) {
      return List.of(sources.list(caller, form, items(caller, form, request, MOST_ROWS)));
    }
    List<UUID> ids = request.ids();
    if (ids == null) {
      ids =
          items(caller, form, request, MOST_RECORDS).stream()
              .map(item -> UUID.fromString(String.valueOf(item.get("id"))))
              .toList();
    }
    requireFew(ids.size(), MOST_RECORDS);
    List<Source> gathered = new ArrayList<>();
    for (UUID id : ids) {
      gathered.add(sources.record(caller, form, id, request.address()));
      progress.accept(gathered.size());
    }
    return gathered;
  }

  /** How many records a request speaks of; also whether its filter can be read at all. */
  long count(Caller caller, String form, PrintRequest request) {
    return request.ids() != null
        ? request.ids().size()
        : lists.count(caller, form, query(request, 1, null));
  }

  private List<Map<String, @Nullable Object>> items(
      Caller caller, Form form, PrintRequest request, int most) {
    List<UUID> ids = request.ids();
    if (ids != null) {
      List<Map<String, @Nullable Object>> chosen = new ArrayList<>();
      for (int at = 0; at < ids.size(); at += ListQuery.MOST) {
        List<UUID> part = ids.subList(at, Math.min(ids.size(), at + ListQuery.MOST));
        chosen.addAll(lists.byIds(caller, form.key(), part));
      }
      return chosen;
    }
    List<Map<String, @Nullable Object>> items = new ArrayList<>();
    String after = null;
    do {
      RecordPage page = lists.page(caller, form.key(), query(request, ListQuery.MOST, after));
      items.addAll(page.items());
      after = page.next();
      requireFew(items.size(), most);
    } while (after != null);
    return items;
  }

  static void requireFew(long records, int most) {
    if (records > most) {
      throw Problem.of(ProblemKind.TOO_LARGE, "print.too_many", "most", most).exception();
    }
  }

  private static ListQuery query(PrintRequest request, int limit, @Nullable String after) {
    return new ListQuery(request.filter(), request.sort(), request.search(), false, limit, after);
  }
}
