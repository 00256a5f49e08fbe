package io.xiaodan.ledger;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.form.Form;
import io.xiaodan.identity.People;
import io.xiaodan.kernel.Language;
import io.xiaodan.record.ReferencedRecord;
import io.xiaodan.record.References;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people read of the dimensions of balances. */
@Component
class DimensionNames {

  private final References references;
  private final People people;

  DimensionNames(References references, People people) {
    this.references = references;
    this.people = people;
  }

  /** One combination of dimensions in one line: {@code A4纸 / 一号仓}. */
  String text(
      Blueprint blueprint,
      Ledger ledger,
      Map<String, @Nullable String> key,
      Language language) {
    List<String> parts = new ArrayList<>();
    for (Dimension dimension : ledger.dimensions().values()) {
      String value = key.get(dimension.key());
      if (value != null) {
        parts.add(names(blueprint, dimension, List.of(value)).getOrDefault(value, value));
      }
    }
    return parts.isEmpty() ? ledger.label().in(language) : String.join(" / ", parts);
  }

  /** The names of several values of a dimension, by value. */
  Map<String, String> names(Blueprint blueprint, Dimension dimension, Collection<String> values) {
    return switch (dimension.kind()) {
      case REFERENCE -> titles(blueprint, Objects.requireNonNull(dimension.form()), values);
      case PERSON -> people(values);
      case TEXT, DATE -> Map.of();
    };
  }

  private Map<String, String> titles(
      Blueprint blueprint, String form, Collection<String> values) {
    Form target = blueprint.find(Form.TYPE, form).orElse(null);
    if (target == null) {
      return Map.of();
    }
    Map<String, String> titles = new LinkedHashMap<>();
    Map<UUID, ReferencedRecord> found =
        references.find(blueprint, target, values.stream().map(UUID::fromString).toList());
    found.forEach((id, record) -> titles.put(id.toString(), record.title()));
    return titles;
  }

  private Map<String, String> people(Collection<String> values) {
    Map<String, String> names = new LinkedHashMap<>();
    values.forEach(value -> names.put(value, people.name(UUID.fromString(value))));
    return names;
  }
}
