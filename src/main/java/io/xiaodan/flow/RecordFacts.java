package io.xiaodan.flow;

import io.xiaodan.expression.Environment;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Values;
import io.xiaodan.platform.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Facts of a record: one that is being changed, one as it is stored, one that is imagined. */
final class RecordFacts implements Facts {

  private final Fields fields;
  private final UnaryOperator<Values> judged;
  private final Environment environment;
  private final Flow flow;
  private final UUID starter;
  private final Assigning assigning;
  private final Ids ids;

  /**
   * @param judged what conditions see of the values
   */
  RecordFacts(
      Fields fields,
      UnaryOperator<Values> judged,
      Environment environment,
      Flow flow,
      UUID starter,
      Assigning assigning,
      Ids ids) {
    this.fields = fields;
    this.judged = judged;
    this.environment = environment;
    this.flow = flow;
    this.starter = starter;
    this.assigning = assigning;
    this.ids = ids;
  }

  /** The fields of the record. */
  interface Fields {

    /** As formulas see them, after what was written so far. */
    Values values();

    /** Writes what a formula gave. */
    void write(String field, @Nullable Object value);

    /** A value as JSON. */
    @Nullable Object read(String field);

    /** Puts back what {@link #read} gave. */
    void put(String field, @Nullable Object json);
  }

  @Override
  public boolean holds(Formula when) {
    return when.test(judged.apply(fields.values()), environment);
  }

  @Override
  public void write(Setting setting) {
    fields.write(setting.field(), setting.value().evaluate(fields.values(), environment));
  }

  @Override
  public @Nullable Object read(String field) {
    return fields.read(field);
  }

  @Override
  public void put(String field, @Nullable Object json) {
    fields.put(field, json);
  }

  @Override
  public Pool who(Party who, List<UUID> chosen) {
    return assigning.find(
        who,
        new Assigning.Situation(flow, starter, chosen, judged.apply(fields.values()), environment));
  }

  @Override
  public List<UUID> members(String role) {
    return assigning.members(role);
  }

  @Override
  public Optional<UUID> manager(UUID person) {
    return assigning.manager(person);
  }

  @Override
  public UUID id() {
    return ids.next();
  }

  @Override
  public Instant after(int minutes, boolean working) {
    return working
        ? WorkingTime.after(environment.now(), minutes, environment)
        : environment.now().plusSeconds(60L * minutes);
  }

  @Override
  public Optional<Instant> moment(Formula formula) {
    return Optional.ofNullable(Assigning.moment(formula, fields.values(), environment));
  }
}
