package io.xiaodan.link;

import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.record.Grants;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a link lets its visitors do at the record door. */
final class LinkGrants implements Grants {

  private final Granted granted;
  private final UUID link;
  private final LinkStore store;
  private final LinkRecords reading;
  private final List<UUID> files;
  private final Map<UUID, Boolean> choosable = new HashMap<>();

  /**
   * @param files where the files that were attached are noted
   */
  LinkGrants(Granted granted, UUID link, LinkStore store, LinkRecords reading, List<UUID> files) {
    this.granted = granted;
    this.link = link;
    this.store = store;
    this.reading = reading;
    this.files = files;
  }

  @Override
  public Set<String> fields(Form form) {
    return form.key().equals(granted.form().key()) ? granted.written() : Set.of();
  }

  /**
   * Through one of the fields that lead to the form, as its filter says, or as the link wrote it.
   */
  @Override
  public boolean mayChoose(Form form, UUID record) {
    return choosable.computeIfAbsent(record, id -> isChoosable(form, id));
  }

  private boolean isChoosable(Form form, UUID record) {
    for (Map.Entry<String, Granted.Part> entry : granted.head().entrySet()) {
      Granted.Part part = entry.getValue();
      FormField field = granted.form().fields().get(entry.getKey());
      if (field != null && leadsTo(field, form)) {
        if (part.value() != null && part.value().toString().contains(record.toString())) {
          return true;
        }
        if (!part.hidden() && !part.fixed() && isOneOf(form, part, record)) {
          return true;
        }
      }
      LineItems lines = granted.form().lines().get(entry.getKey());
      if (lines != null) {
        for (Map.Entry<String, Granted.Part> column : part.columns().entrySet()) {
          FormField inside = lines.columns().get(column.getKey());
          if (inside != null && leadsTo(inside, form) && isOneOf(form, column.getValue(), record)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean leadsTo(FormField field, Form form) {
    return field.type() instanceof ReferenceType type && type.form().equals(form.key());
  }

  private boolean isOneOf(Form form, Granted.Part part, UUID record) {
    return !reading.choices(form.key(), part, "", record).isEmpty();
  }

  @Override
  public boolean mayAttach(UUID file) {
    boolean mine = store.brought(link, file);
    if (mine) {
      files.add(file);
    }
    return mine;
  }
}
