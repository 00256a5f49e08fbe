package io.xiaodan.flow;

import io.xiaodan.expression.Formula;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes down every answer, in the order of the questions. */
final class RecordedFacts implements Facts {

  private final Facts facts;
  private final List<@Nullable Object> answers = new ArrayList<>();

  RecordedFacts(Facts facts) {
    this.facts = facts;
  }

  /** The answers so far. */
  List<@Nullable Object> answers() {
    return Collections.unmodifiableList(answers);
  }

  private <T extends @Nullable Object> T note(T answer) {
    answers.add(answer);
    return answer;
  }

  @Override
  public boolean holds(Formula when) {
    return note(facts.holds(when));
  }

  @Override
  public void write(Setting setting) {
    facts.write(setting);
  }

  @Override
  public @Nullable Object read(String field) {
    return note(facts.read(field));
  }

  @Override
  public void put(String field, @Nullable Object json) {
    facts.put(field, json);
  }

  @Override
  public Pool who(Party who, List<UUID> chosen) {
    return note(facts.who(who, chosen));
  }

  @Override
  public List<UUID> members(String role) {
    return note(facts.members(role));
  }

  @Override
  public Optional<UUID> manager(UUID person) {
    Optional<UUID> manager = facts.manager(person);
    note(manager.orElse(null));
    return manager;
  }

  @Override
  public UUID id() {
    return note(facts.id());
  }

  @Override
  public Instant after(int minutes, boolean working) {
    return note(facts.after(minutes, working));
  }

  @Override
  public Optional<Instant> moment(Formula formula) {
    Optional<Instant> moment = facts.moment(formula);
    note(moment.orElse(null));
    return moment;
  }
}
