package io.xiaodan.exchange;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.xiaodan.access.Access;
import io.xiaodan.access.FormAccess;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.record.Caller;
import io.xiaodan.record.RecordNames;
import io.xiaodan.record.Records;
import io.xiaodan.record.Write;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Finds, for one import, the records that names in cells stand for, as far as the person importing
 * may see them; makes records that are not there where that is wanted.
 */
final class NameFinder implements CellReader.Finder {

  private static final int KEPT = 50_000;

  private final Records records;
  private final RecordNames names;
  private final Access access;
  private final Caller caller;
  private final boolean dry;
  private final Cache<Key, CellReader.Read> known = Caffeine.newBuilder().maximumSize(KEPT).build();

  private record Key(String form, List<String> by, boolean create, String text) {}

  /**
   * @param dry whether nothing is made: a record that would be made counts as found
   */
  NameFinder(Records records, RecordNames names, Access access, Caller caller, boolean dry) {
    this.records = records;
    this.names = names;
    this.access = access;
    this.caller = caller;
    this.dry = dry;
  }

  @Override
  public CellReader.Read record(
      FormField field, ReferenceType type, MappedValue.Cell cell, String text) {
    Key key = new Key(type.form(), cell.by(), cell.create(), text);
    CellReader.Read read = known.getIfPresent(key);
    if (read == null) {
      Form form = caller.blueprint().find(Form.TYPE, type.form()).orElseThrow();
      read = found(field, form, cell, text);
      if (read == null) {
        read = cell.create() ? make(field, form, cell, text, key) : missing(field, form, text);
      }
      known.put(key, read);
    }
    return read;
  }

  /** What a name leads to, or null where there is nothing of that name. */
  private CellReader.@Nullable Read found(
      FormField field, Form form, MappedValue.Cell cell, String text) {
    for (String by : cell.by()) {
      FormField of = form.fields().get(by);
      if (of == null || !maySearch(form, by)) {
        continue;
      }
      List<UUID> ids =
          names.find(form, of, text).stream().filter(id -> isSeen(form, id)).limit(2).toList();
      if (ids.size() == 1) {
        return CellReader.Read.of(JsonNodeFactory.instance.stringNode(ids.getFirst().toString()));
      }
      if (ids.size() > 1) {
        return CellReader.Read.refused(
            "exchange.name_ambiguous", "form", form.label(), "field", of.label(), "value", text);
      }
    }
    return null;
  }

  private boolean maySearch(Form form, String by) {
    return caller.actor().isSystem()
        || access.of(caller.blueprint(), caller.actor(), form).seesFieldAlways(by);
  }

  private boolean isSeen(Form form, UUID id) {
    try {
      records.get(caller, form.key(), id);
      return true;
    } catch (ProblemException e) {
      return false;
    }
  }

  private static CellReader.Read missing(FormField field, Form form, String text) {
    return CellReader.Read.refused(
        "exchange.name_unknown", "form", form.label(), "label", field.label(), "value", text);
  }

  /** One at a time, so that two lines do not make the same record twice. */
  private synchronized CellReader.Read make(
      FormField field, Form form, MappedValue.Cell cell, String text, Key key) {
    CellReader.Read meanwhile = known.getIfPresent(key);
    if (meanwhile != null) {
      return meanwhile;
    }
    FormAccess rights = access.of(caller.blueprint(), caller.actor(), form);
    if (!caller.actor().isSystem() && !rights.mayCreate()) {
      return missing(field, form, text);
    }
    if (dry) {
      return CellReader.Read.of(null);
    }
    var values = JsonNodeFactory.instance.objectNode();
    values.put(cell.by().isEmpty() ? form.title() : cell.by().getLast(), text);
    try {
      UUID made = records.create(caller, form.key(), Write.of(values).withoutParticipants()).id();
      CellReader.Read read =
          CellReader.Read.of(JsonNodeFactory.instance.stringNode(made.toString()));
      known.put(key, read);
      return read;
    } catch (ProblemException e) {
      return CellReader.Read.refused(
          "exchange.not_created",
          "form",
          form.label(),
          "value",
          text,
          "reason",
          e.problem().violations().isEmpty()
              ? e.problem().message()
              : e.problem().violations().getFirst().message());
    }
  }
}
