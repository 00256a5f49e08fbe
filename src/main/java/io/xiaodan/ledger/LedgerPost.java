package io.xiaodan.ledger;

import io.xiaodan.platform.SqlFragment;
import io.xiaodan.platform.Workspace;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What one or several records post, collected to be written at once. Used by one thread. */
final class LedgerPost {

  private final Workspace workspace;
  private final JsonMapper json;
  private final LocalDate today;
  private final boolean checked;
  private final Map<String, Part> parts = new LinkedHashMap<>();

  /** What goes to one ledger. */
  private static final class Part {
    private final Set<String> origins = new LinkedHashSet<>();
    private final List<Map<String, @Nullable Object>> entries = new ArrayList<>();
    private final PostedSums sums = new PostedSums();
    private boolean fresh = true;

    private Map<String, Object> json() {
      return fresh
          ? Map.of("entries", entries, "sums", sums.whole(), "days", sums.byDay())
          : Map.of("origins", origins, "entries", entries);
    }
  }

  /**
   * @param checked whether limits are looked at
   */
  LedgerPost(Workspace workspace, JsonMapper json, LocalDate today, boolean checked) {
    this.workspace = workspace;
    this.json = json;
    this.today = today;
    this.checked = checked;
  }

  /** Puts these entries in place of all that the record has in the ledger. */
  void put(String ledger, @Nullable String form, UUID record, List<Entry> entries) {
    Part part = add(ledger, form, record, entries);
    part.fresh = false;
  }

  /** What a record posts that has not been there before, and so has nothing in the ledger. */
  void putNew(String ledger, String form, UUID record, List<Entry> entries) {
    entries.forEach(add(ledger, form, record, entries).sums::add);
  }

  private Part add(String ledger, @Nullable String form, UUID record, List<Entry> entries) {
    Part part = part(ledger);
    part.origins.add(record.toString());
    entries.forEach(entry -> part.entries.add(json(form, entry)));
    return part;
  }

  /** Takes away what has this origin, or puts what was derived from balances in its place. */
  void putDerived(
      String ledger, List<String> origins, List<Map<String, @Nullable Object>> entries) {
    Part part = part(ledger);
    part.fresh = false;
    part.origins.addAll(origins);
    part.entries.addAll(entries);
  }

  private Part part(String ledger) {
    return parts.computeIfAbsent(ledger, key -> new Part());
  }

  private static Map<String, @Nullable Object> json(@Nullable String form, Entry entry) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("_origin", entry.record().toString());
    json.put("_form", form);
    json.put("_record", entry.record().toString());
    json.put("_place", entry.line() == null ? "" : entry.line().toString());
    json.put("_rule", entry.rule());
    json.put("_account", entry.account());
    json.put("_day", entry.day().toString());
    json.put("_quantity", entry.quantity().toPlainString());
    json.putAll(entry.dimensions());
    return json;
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** The call that writes it, an expression of one bind. */
  SqlFragment call() {
    Map<String, Object> post = new LinkedHashMap<>();
    parts.forEach((ledger, part) -> post.put(ledger, part.json()));
    Map<String, Object> change =
        Map.of("today", today.toString(), "checked", checked, "post", post);
    return new SqlFragment(
        workspace.table(PostingFunction.NAME) + "(?::jsonb)",
        List.of(json.writeValueAsString(change)));
  }
}
