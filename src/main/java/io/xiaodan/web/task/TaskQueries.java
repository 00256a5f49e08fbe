package io.xiaodan.web.task;

import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Workspace;
import io.xiaodan.task.TaskKind;
import io.xiaodan.task.TaskQuery;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads which tasks somebody wants to see; words it does not know are refused. */
@Component
class TaskQueries {

  private static final int DAYS = 7;

  private final Clock clock;
  private final Workspace workspace;

  TaskQueries(Clock clock, Workspace workspace) {
    this.clock = clock;
    this.workspace = workspace;
  }

  TaskQuery of(TaskController.Wanted wanted) {
    return new TaskQuery(
        wanted.form(),
        wanted.record(),
        word("kind", wanted.kind(), List.of(TaskKind.values()), TaskKind::key),
        due(wanted.due()),
        priority(wanted.priority()),
        wanted.sort() == null
            ? TaskQuery.Order.NEWEST
            : known(
                word(
                    "sort",
                    wanted.sort(),
                    Arrays.asList(TaskQuery.Order.values()),
                    order -> order.key())));
  }

  private @Nullable Instant due(@Nullable String word) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), workspace.zone());
    return switch (word) {
      case null -> null;
      case "overdue" -> clock.instant();
      case "today" -> today.plusDays(1).atStartOfDay(workspace.zone()).toInstant();
      case "week" -> today.plusDays(DAYS).atStartOfDay(workspace.zone()).toInstant();
      default -> throw unknown("due", word);
    };
  }

  private static int priority(@Nullable String word) {
    return switch (word) {
      case null -> 0;
      case "high" -> 1;
      case "urgent" -> 2;
      default -> throw unknown("priority", word);
    };
  }

  private static <T> @Nullable T word(
      String name, @Nullable String word, List<T> known, Function<T, String> key) {
    return word == null
        ? null
        : known.stream()
            .filter(each -> key.apply(each).equals(word))
            .findFirst()
            .orElseThrow(() -> unknown(name, word));
  }

  private static <T> T known(@Nullable T read) {
    return java.util.Objects.requireNonNull(read);
  }

  private static RuntimeException unknown(String name, String word) {
    return Problem.of(ProblemKind.MALFORMED, "flow.list_word", "name", name, "word", word)
        .exception();
  }
}
