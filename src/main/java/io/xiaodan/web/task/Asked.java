package io.xiaodan.web.task;

import io.xiaodan.flow.Act;
import io.xiaodan.flow.Request;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is sent with an act that is no outcome; what is absent is empty. */
record Asked(
    @Nullable String comment,
    @Nullable List<UUID> people,
    @Nullable String node,
    @Nullable Boolean back,
    @Nullable Integer voice,
    @Nullable Integer token,
    @Nullable List<UUID> files) {

  static Request request(@Nullable Asked asked) {
    return asked == null
        ? new Request(null, List.of(), null, null, 0, 0, List.of())
        : new Request(
            asked.comment(),
            asked.people() == null ? List.of() : asked.people(),
            asked.node(),
            asked.back(),
            asked.voice() == null ? 0 : asked.voice(),
            asked.token() == null ? 0 : asked.token(),
            asked.files() == null ? List.of() : asked.files());
  }

  /** The act of a word in the address. */
  static Act act(String word, Set<Act> known) {
    return known.stream()
        .filter(act -> act.key().equals(word))
        .findFirst()
        .orElseThrow(
            () -> Problem.of(ProblemKind.NOT_FOUND, "flow.no_act", "act", word).exception());
  }
}
