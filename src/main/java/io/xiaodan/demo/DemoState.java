package io.xiaodan.demo;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether there is demonstration data, and how far its loading or wiping is.
 *
 * @param state {@code none}, {@code loading}, {@code loaded}, {@code wiping} or {@code failed}
 * @param done records made or removed so far, of {@code total}
 * @param problem why it failed; null otherwise
 * @param records how many there are by form
 * @param people who was made for it
 */
public record DemoState(
    String state,
    int done,
    int total,
    @Nullable String problem,
    Map<String, Integer> records,
    List<DemoLogin> people) {

  /** Somebody of the made-up company; signs in once an administrator has set a password. */
  public record DemoLogin(UUID id, String login) {}

  /** Nothing is there and nothing is being done. */
  static DemoState none() {
    return new DemoState("none", 0, 0, null, Map.of(), List.of());
  }
}
