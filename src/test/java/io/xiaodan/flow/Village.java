package io.xiaodan.flow;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import io.xiaodan.expression.Values;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A world for the interpreter: a few people with roles and managers, and one record. */
final class Village implements Facts {

  static final Schema SCHEMA =
      name ->
          name.equals("amount") || name.equals("state")
              ? Optional.of(ValueType.NUMBER)
              : Optional.empty();

  final Map<String, @Nullable Object> record = new HashMap<>();
  final Map<String, List<UUID>> roles = new HashMap<>();
  final Map<UUID, UUID> managers = new HashMap<>();
  Instant now = Instant.parse("2026-03-02T01:00:00Z");
  private long last = 1_000;

  /** The person with a number. */
  static UUID person(int number) {
    return new UUID(7, number);
  }

  static List<UUID> people(int... numbers) {
    List<UUID> people = new ArrayList<>();
    for (int number : numbers) {
      people.add(person(number));
    }
    return people;
  }

  static Formula formula(String text) {
    return Formula.compile(text, SCHEMA);
  }

  private Environment environment() {
    return Environment.of(now, ZoneOffset.UTC);
  }

  @Override
  public boolean holds(Formula when) {
    return when.test(Values.of(record), environment());
  }

  @Override
  public void write(Setting setting) {
    record.put(setting.field(), setting.value().evaluate(Values.of(record), environment()));
  }

  @Override
  public @Nullable Object read(String field) {
    Object value = record.get(field);
    return value == null ? null : value.toString();
  }

  @Override
  public void put(String field, @Nullable Object json) {
    record.put(field, json == null ? null : new BigDecimal(json.toString()));
  }

  @Override
  public Pool who(Party who, List<UUID> chosen) {
    List<UUID> people = new ArrayList<>(who.named().people().stream().sorted().toList());
    if (who.chosen() != null) {
      people.addAll(chosen);
    }
    return new Pool(
        who.named().roles().stream().filter(role -> !members(role).isEmpty()).toList(), people);
  }

  @Override
  public List<UUID> members(String role) {
    return roles.getOrDefault(role, List.of());
  }

  @Override
  public Optional<UUID> manager(UUID person) {
    return Optional.ofNullable(managers.get(person));
  }

  @Override
  public UUID id() {
    return new UUID(9, last++);
  }

  @Override
  public Instant after(int minutes, boolean working) {
    return now.plusSeconds(60L * minutes);
  }

  @Override
  public Optional<Instant> moment(Formula formula) {
    return Optional.empty();
  }

  /** Only these people. */
  static Party who(List<UUID> people) {
    return Party.of(Set.copyOf(people));
  }

  /** People chosen by the starter, or by who acts before. */
  static Party chosenBy(boolean starter) {
    return new Party(
        new io.xiaodan.action.Who(Set.of(), Set.of(), false, null),
        List.of(),
        List.of(),
        List.of(),
        new Party.Chosen(starter, new Party.Choice(Set.of(), Set.of(), Set.of()), 9),
        null);
  }

  static Setting set(String field, String formula) {
    return new Setting(Objects.requireNonNull(field), formula(formula));
  }
}
