package io.xiaodan.flow;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an instance is: everything an operation needs to know of it besides the record.
 *
 * @param tokens the places where it stands; none when it is finished
 * @param last the highest number given to a token, a seat or a split so far
 * @param passed nodes that people have finished, each once, in the order of the last time, with
 *     those who agreed then
 * @param chosen people chosen for nodes
 * @param undo what the last decision can be taken back to; null when it cannot
 * @param urgedAt when haste was last asked for; null for never
 * @param result how it ended: {@code passed}, {@code rejected}, {@code cancelled} or {@code
 *     terminated}; null while it runs
 */
record FlowState(
    List<Token> tokens,
    int last,
    List<Passed> passed,
    Map<String, List<UUID>> chosen,
    @Nullable Undo undo,
    @Nullable Instant urgedAt,
    @Nullable String result) {

  static final FlowState EMPTY = new FlowState(List.of(), 0, List.of(), Map.of(), null, null, null);

  FlowState {
    tokens = List.copyOf(tokens);
    passed = List.copyOf(passed);
    chosen = Map.copyOf(chosen);
  }

  /** A node that people have finished. */
  record Passed(String node, List<UUID> people) {}

  /**
   * What a decision can be taken back to.
   *
   * @param by whose decision it was
   * @param tokens where it stood
   * @param passed what had been finished
   * @param fields values of the fields that it changed, as JSON, from before
   */
  record Undo(
      UUID by, List<Token> tokens, List<Passed> passed, Map<String, @Nullable Object> fields) {}

  boolean isFinished() {
    return result != null;
  }

  @Nullable Token token(int id) {
    return tokens.stream().filter(token -> token.id() == id).findFirst().orElse(null);
  }

  /** The token that waits for a task, or null. */
  @Nullable Token holding(UUID task) {
    return tokens.stream().filter(token -> token.seat(task) != null).findFirst().orElse(null);
  }
}
