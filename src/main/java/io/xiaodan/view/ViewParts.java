package io.xiaodan.view;

import io.xiaodan.access.FieldAccess;
import io.xiaodan.access.FormAccess;
import io.xiaodan.form.Form;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.record.Caller;
import io.xiaodan.record.ListQuery;
import io.xiaodan.record.RecordLists;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes out of a view's document whatever names a field the person may not see, or that is gone.
 * What rows are picked and ordered by must be seen in every row, as in any list.
 */
@Component
class ViewParts {

  private static final List<String> CARDS = List.of("kanban", "calendar", "gallery");

  private final RecordLists lists;

  ViewParts(RecordLists lists) {
    this.lists = lists;
  }

  /** What is left of a document, and the places where something was taken out. */
  record Left(ObjectNode document, List<String> leftOut) {}

  Left seen(Caller caller, FormAccess rights, JsonNode whole) {
    ObjectNode document = whole.deepCopy().asObject();
    Set<String> leftOut = new LinkedHashSet<>();
    if (!isReadable(caller, rights, whole.path("filter"))) {
      document.remove("filter");
      leftOut.add("filter");
    }
    if (document.has("sort") && !isSort(caller, rights, document.path("sort").asString(""))) {
      document.remove("sort");
      leftOut.add("sort");
    }
    for (String part : List.of("groups", "totals")) {
      keep(document, part, leftOut, entry -> isAlways(rights, entry.path("field").asString("")));
    }
    keep(document, "columns", leftOut, entry -> isSeen(rights, entry.path("field").asString("")));
    keep(
        document,
        "colors",
        leftOut,
        entry ->
            (!entry.has("field") || isSeen(rights, entry.path("field").asString("")))
                && isReadable(caller, rights, entry.path("when")));
    for (String part : CARDS) {
      if (document.path(part) instanceof ObjectNode card && !card(rights, card)) {
        document.remove(part);
        leftOut.add(part);
      }
    }
    return new Left(document, List.copyOf(leftOut));
  }

  private interface Test {
    boolean keeps(JsonNode entry);
  }

  private static void keep(ObjectNode document, String part, Set<String> leftOut, Test test) {
    if (!(document.path(part) instanceof ArrayNode entries)) {
      return;
    }
    List<JsonNode> kept = new ArrayList<>();
    entries.forEach(entry -> {
      if (test.keeps(entry)) {
        kept.add(entry);
      }
    });
    if (kept.size() < entries.size()) {
      leftOut.add(part);
      entries.removeAll();
      kept.forEach(entries::add);
    }
  }

  /** Every field a card names must be seen, or the card says nothing. */
  private static boolean card(FormAccess rights, ObjectNode card) {
    for (String property : card.propertyNames()) {
      JsonNode named = card.path(property);
      boolean seen =
          named.isArray()
              ? named.valueStream().allMatch(key -> isSeen(rights, key.asString("")))
              : isSeen(rights, named.asString(""));
      if (!seen) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSeen(FormAccess rights, String key) {
    Form form = rights.form();
    boolean field = form.fields().containsKey(key) || form.lines().containsKey(key);
    return field ? rights.fieldEver(key) != FieldAccess.HIDDEN : Form.SYSTEM_COLUMNS.contains(key);
  }

  private static boolean isAlways(FormAccess rights, String key) {
    return isSeen(rights, key)
        && (Form.SYSTEM_COLUMNS.contains(key) || rights.seesFieldAlways(key));
  }

  /** Asked of the list itself, so that a view cannot say more than a list would. */
  private boolean isReadable(Caller caller, FormAccess rights, JsonNode tree) {
    return tree.isNull()
        || tree.isMissingNode()
        || tree.isEmpty()
        || asks(caller, rights, new ListQuery(tree.toString(), null, null, false, 1, null));
  }

  private boolean isSort(Caller caller, FormAccess rights, String sort) {
    return asks(caller, rights, new ListQuery(null, sort, null, false, 1, null));
  }

  private boolean asks(Caller caller, FormAccess rights, ListQuery query) {
    try {
      lists.check(caller, rights.form().key(), query);
      return true;
    } catch (ProblemException e) {
      return false;
    }
  }
}
