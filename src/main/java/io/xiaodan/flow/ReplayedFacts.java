package io.xiaodan.flow;

import io.xiaodan.expression.Formula;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gives the answers that were written down, so that a step comes out as it did then. */
final class ReplayedFacts implements Facts {

  private final Iterator<JsonNode> answers;
  private final JsonMapper json;

  /**
   * @param answers a list, as {@link RecordedFacts} has made it
   */
  ReplayedFacts(JsonNode answers, JsonMapper json) {
    this.answers = answers.iterator();
    this.json = json;
  }

  private <T> T next(Class<T> type) {
    return json.convertValue(answers.next(), type);
  }

  @Override
  public boolean holds(Formula when) {
    return answers.next().asBoolean();
  }

  @Override
  public void write(Setting setting) {}

  @Override
  public @Nullable Object read(String field) {
    JsonNode answer = answers.next();
    return answer.isNull() ? null : json.convertValue(answer, Object.class);
  }

  @Override
  public void put(String field, @Nullable Object value) {}

  @Override
  public Pool who(Party who, List<UUID> chosen) {
    return next(Pool.class);
  }

  @Override
  public List<UUID> members(String role) {
    return List.of(next(UUID[].class));
  }

  @Override
  public Optional<UUID> manager(UUID person) {
    JsonNode answer = answers.next();
    return answer.isNull() ? Optional.empty() : Optional.of(UUID.fromString(answer.stringValue()));
  }

  @Override
  public UUID id() {
    return next(UUID.class);
  }

  @Override
  public Instant after(int minutes, boolean working) {
    return next(Instant.class);
  }

  @Override
  public Optional<Instant> moment(Formula formula) {
    JsonNode answer = answers.next();
    return answer.isNull() ? Optional.empty() : Optional.of(Instant.parse(answer.stringValue()));
  }
}
