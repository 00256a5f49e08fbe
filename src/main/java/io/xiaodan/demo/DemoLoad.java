package io.xiaodan.demo;

import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.NewPerson;
import io.xiaodan.identity.Origin;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Person;
import io.xiaodan.identity.Role;
import io.xiaodan.kernel.Language;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Contribution;
import io.xiaodan.record.Records;
import io.xiaodan.record.Write;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the people and records of the plan that are not there yet, each remembered in the statement
 * that makes it.
 */
@Component
class DemoLoad {

  private static final int LOT = 100;

  private final DemoStore store;
  private final TransactionTemplate transactions;
  private final Records records;
  private final Blueprints blueprints;
  private final People people;
  private final Workspace workspace;
  private final Ids ids;
  private final JsonMapper json;
  private final double past;

  /**
   * @param past which share of the past's orders is made; all of them unless somebody is in a hurry
   */
  DemoLoad(
      DemoStore store,
      TransactionTemplate transactions,
      Records records,
      Blueprints blueprints,
      People people,
      Workspace workspace,
      Ids ids,
      JsonMapper json,
      @Value("${xiaodan.demo-past:1}") double past) {
    this.past = past;
    this.store = store;
    this.transactions = transactions;
    this.records = records;
    this.blueprints = blueprints;
    this.people = people;
    this.workspace = workspace;
    this.ids = ids;
    this.json = json;
  }

  /**
   * Goes on until everything is there.
   *
   * @param password of everybody who is made; null for nobody to be able to sign in
   * @param progress told how many are there, of how many
   */
  void run(@Nullable String password, BiConsumer<Integer, Integer> progress) {
    DemoBook book = DemoBook.read(json);
    Map<String, UUID> known = store.made();
    Map<String, Actor> actors = new LinkedHashMap<>();
    for (DemoBook.DemoPerson person : book.people()) {
      Person made = person(person, password);
      known.put(person.login(), made.id());
      actors.put(
          person.login(),
          new Actor(
              made.id(), made.name(), Set.of(Role.BUILDER), Language.ZH, Origin.IMPORT, null));
    }
    List<Planned> plan = DemoPlan.of(book, store.day(), workspace.zone(), past);
    int done = 0;
    for (List<Planned> together : together(plan)) {
      Map<String, UUID> made =
          Objects.requireNonNull(transactions.execute(_ -> make(together, actors, known)));
      known.putAll(made);
      done += together.size();
      progress.accept(done, plan.size());
    }
  }

  /** History in lots, for a commit costs more than a record; what is live one by one. */
  private static List<List<Planned>> together(List<Planned> plan) {
    List<List<Planned>> lots = new ArrayList<>();
    for (Planned planned : plan) {
      boolean begins =
          lots.isEmpty()
              || planned.live()
              || lots.getLast().size() == LOT
              || lots.getLast().getLast().live();
      if (begins) {
        lots.add(new ArrayList<>());
      }
      lots.getLast().add(planned);
    }
    return lots;
  }

  /** Makes those that are not known yet; returns them by key. */
  private Map<String, UUID> make(
      List<Planned> together, Map<String, Actor> actors, Map<String, UUID> known) {
    Map<String, UUID> all = new LinkedHashMap<>(known);
    for (Planned planned : together) {
      if (!known.containsKey(planned.key())) {
        UUID id = ids.next();
        make(planned, id, Objects.requireNonNull(actors.get(planned.by())), all);
        all.put(planned.key(), id);
      }
    }
    return all;
  }

  private Person person(DemoBook.DemoPerson wanted, @Nullable String password) {
    return people.all().stream()
        .filter(known -> known.login().equals(wanted.login()))
        .findFirst()
        .orElseGet(() -> {
          Person made =
              people.create(
                  new NewPerson(
                      wanted.login(), wanted.name(), password, null, null, Set.of(wanted.role())));
          store.addPerson(made.login(), made.id());
          return made;
        });
  }

  private void make(Planned planned, UUID id, Actor actor, Map<String, UUID> known) {
    Contribution memory =
        statement -> statement.add(store.remembering(), planned.key(), planned.form(), id);
    Write write =
        Write.of(json.valueToTree(resolved(planned.values(), known)))
            .at(planned.at())
            .alongside(change -> memory);
    records.create(
        new Caller(blueprints.current(), actor),
        planned.form(),
        id,
        planned.live() ? write : write.withoutParticipants());
  }

  private static Object resolved(Object value, Map<String, UUID> known) {
    return switch (value) {
      case Planned.Ref(String key) ->
          Objects.requireNonNull(known.get(key), () -> "not made yet: " + key).toString();
      case Map<?, ?> map -> {
        Map<String, Object> values = new LinkedHashMap<>();
        map.forEach((key, inner) ->
            values.put(key.toString(), resolved(Objects.requireNonNull(inner), known)));
        yield values;
      }
      case List<?> list ->
          list.stream().map(inner -> resolved(Objects.requireNonNull(inner), known)).toList();
      default -> value;
    };
  }
}
