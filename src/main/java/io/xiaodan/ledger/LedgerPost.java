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
  private final List<String> order;
  private final LocalDate today;
  private final boolean checked;
  private final Map<String, Part> parts = new LinkedHashMap<>();

  /** What goes to one ledger. */
  private record Part(Set<String> origins, List<Map<String, @Nullable Object>> entries) {}

  /**
   * @param order keys of all ledgers in the order they are written
   * @param checked whether limits are looked at
   */
  LedgerPost(
      Workspace workspace, JsonMapper json, List<String> order, LocalDate today, boolean checked) {
    this.workspace = workspace;
    this.json = json;
    this.order = order;
    this.today = today;
    this.checked = checked;
  }

  /** Puts these entries in place of all that the record has in the ledger. */
  void put(String ledger, @Nullable String form, UUID record, List<Entry> entries) {
    Part part = part(ledger);
    part.origins.add(record.toString());
    entries.forEach(entry -> part.entries.add(json(form, entry)));
  }

  /** Takes away what has this origin, or puts what was derived from balances in its place. */
  void putDerived(String ledger, List<String> origins, List<Map<String, @Nullable Object>> entries) {
    Part part = part(ledger);
    part.origins.addAll(origins);
    part.entries.addAll(entries);
  }

  private Part part(String ledger) {
    return parts.computeIfAbsent(
        ledger, key -> new Part(new LinkedHashSet<>(), new ArrayList<>()));
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
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("schema", workspace.schema());
    change.put("ledgers", order);
    change.put("today", today.toString());
    change.put("checked", checked);
    change.put("post", parts);
    return new SqlFragment(
        workspace.table("ledger_post") + "(?::jsonb)", List.of(json.writeValueAsString(change)));
  }
}
