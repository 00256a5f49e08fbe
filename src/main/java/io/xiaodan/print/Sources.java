package io.xiaodan.print;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Values;
import io.xiaodan.form.Form;
import io.xiaodan.form.LineItems;
import io.xiaodan.identity.Departments;
import io.xiaodan.identity.People;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import io.xiaodan.record.SeenRecord;
import io.xiaodan.record.StoredRecord;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers what is printed, as far as the person may see it. */
@Component
class Sources {

  private static final Map<String, String> SYSTEM =
      Map.of(
          "created_at", "createdAt",
          "created_by", "createdBy",
          "updated_at", "updatedAt",
          "updated_by", "updatedBy");

  private final Records records;
  private final People people;
  private final Departments departments;
  private final Pictures pictures;
  private final Workspace workspace;
  private final Clock clock;

  Sources(
      Records records,
      People people,
      Departments departments,
      Pictures pictures,
      Workspace workspace,
      Clock clock) {
    this.records = records;
    this.people = people;
    this.departments = departments;
    this.pictures = pictures;
    this.workspace = workspace;
    this.clock = clock;
  }

  /**
   * One record.
   *
   * @param address beginning of the addresses of records; null where it is not known
   * @throws io.xiaodan.kernel.ProblemException not found, also for what is out of reach
   */
  Source record(Caller caller, Form form, UUID id, @Nullable String address) {
    StoredRecord stored = records.get(caller, form.key(), id);
    Map<String, @Nullable Object> json = records.json(caller, stored);
    SeenRecord seen = records.seen(caller, stored);
    FieldText texts = texts(caller);
    ShownFields shown = shown(caller.blueprint());
    Map<String, @Nullable Object> values = values(json);
    Map<String, List<Source>> rows = new LinkedHashMap<>();
    for (LineItems lines : form.lines().values()) {
      if (values.get(lines.key()) instanceof List<?> shownRows) {
        List<Values> formulas = seen.rows(lines);
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < shownRows.size(); i++) {
          sources.add(
              new Source(
                  texts,
                  shown,
                  lines.columns(),
                  form.fields(),
                  (Map<?, ?>) shownRows.get(i),
                  formulas.get(i),
                  seen.environment(),
                  seen::wasRefused,
                  Map.of(),
                  null));
        }
        rows.put(lines.key(), sources);
      }
    }
    Values head = paged(seen.head());
    String link = address == null ? null : address + "/forms/" + form.key() + "/" + id;
    return new Source(
        texts,
        shown,
        form.fields(),
        form.fields(),
        values,
        head,
        seen.environment(),
        seen::wasRefused,
        rows,
        link);
  }

  /** Records of a list, which were read as the person sees them. */
  Source list(Caller caller, Form form, List<Map<String, @Nullable Object>> items) {
    FieldText texts = texts(caller);
    ShownFields shown = shown(caller.blueprint());
    Environment environment = Environment.of(clock.instant(), workspace.zone());
    List<Source> rows =
        items.stream()
            .map(json ->
                new Source(
                    texts,
                    shown,
                    form.fields(),
                    form.fields(),
                    values(json),
                    name -> null,
                    environment,
                    () -> false,
                    Map.of(),
                    null))
            .toList();
    Map<String, Object> of =
        Map.of(
            "count", BigDecimal.valueOf(items.size()),
            "title", form.label().in(caller.actor().language()));
    return new Source(
        texts,
        shown,
        Map.of(),
        Map.of(),
        Map.of(),
        paged(of::get),
        environment,
        () -> false,
        Map.of("", rows),
        null);
  }

  private static Values paged(Values values) {
    return name ->
        switch (name) {
          case "page" -> String.valueOf(Source.PAGE);
          case "pages" -> String.valueOf(Source.PAGES);
          default -> values.get(name);
        };
  }

  private static Map<String, @Nullable Object> values(Map<String, @Nullable Object> json) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    SYSTEM.forEach((key, name) -> values.put(key, json.get(name)));
    if (json.get("values") instanceof Map<?, ?> shown) {
      shown.forEach((key, value) -> values.put(String.valueOf(key), value));
    }
    return values;
  }

  private FieldText texts(Caller caller) {
    return new FieldText(
        caller.actor().language(), workspace.zone(), people, departments, pictures);
  }

  private static ShownFields shown(Blueprint blueprint) {
    return new ShownFields(key -> blueprint.find(Form.TYPE, key).orElse(null));
  }
}
