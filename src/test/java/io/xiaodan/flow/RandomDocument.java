package io.xiaodan.flow;

import static io.xiaodan.flow.FlowHall.ask;

import io.xiaodan.support.Browser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The nodes of any flow as a builder would publish them, from a seed. */
final class RandomDocument {

  private static final int DEPTH = 2;
  private static final List<String> AGAIN = List.of("ask", "skip_consecutive", "skip_always");
  private static final List<String> MODES = List.of("any", "all", "vote", "in_turn");

  private final Random random;
  private final List<Browser> team;
  private final List<String> nodes = new ArrayList<>();
  private int number;

  RandomDocument(Random random, List<Browser> team) {
    this.random = random;
    this.team = team;
  }

  /** The inside of the list, without start and ends; the first node is {@code a}. */
  String nodes() {
    // One of them asks somebody, or the end of what was rejected would never be reached.
    do {
      nodes.clear();
      node("a", DEPTH, way(DEPTH, "end"));
    } while (nodes.stream().noneMatch(node -> node.contains("\"next\": \"no\"")));
    return String.join(",\n", nodes);
  }

  /** Some nodes one after another that lead somewhere. */
  private String way(int depth, String then) {
    String next = then;
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      String key = "n" + number++;
      node(key, depth, next);
      next = key;
    }
    return next;
  }

  private void node(String key, int depth, String then) {
    switch (random.nextInt(depth > 0 ? 8 : 5)) {
      case 0 ->
          nodes.add(
              "{\"key\": \"%s\", \"type\": \"cc\", \"who\": %s, \"next\": \"%s\"}"
                  .formatted(key, some(), then));
      case 5 ->
          nodes.add(
              "{\"key\": \"%s\", \"type\": \"condition\", \"branches\": [{\"key\": \"c\", \"when\": \"amount < %d\", \"next\": \"%s\"}], \"else\": \"%s\"}"
                  .formatted(key, random.nextInt(1, 8), way(depth - 1, then), then));
      case 6, 7 -> split(key, depth, then);
      default -> nodes.add(ask(key, some(), how(), then));
    }
  }

  private void split(String key, int depth, String then) {
    String join = "j" + number++;
    boolean all = random.nextBoolean();
    List<String> branches = new ArrayList<>();
    for (int i = random.nextInt(2, 4); i > 0; i--) {
      String when = all ? "" : "\"when\": \"%s\", ".formatted(i == 1 ? "TRUE" : "amount > " + i);
      branches.add(
          "{\"key\": \"b%d\", %s\"next\": \"%s\"}".formatted(number++, when, way(depth - 1, join)));
    }
    nodes.add(
        "{\"key\": \"%s\", \"type\": \"%s\", \"join\": \"%s\", \"branches\": %s}"
            .formatted(key, all ? "parallel" : "inclusive", join, branches));
    nodes.add("{\"key\": \"%s\", \"type\": \"join\", \"next\": \"%s\"}".formatted(join, then));
  }

  private String how() {
    return "\"mode\": \"%s\", \"share\": %d, \"again\": \"%s\", \"return\": {\"to\": [\"start\"], \"then\": \"choose\"},"
        .formatted(
            MODES.get(random.nextInt(MODES.size())),
            random.nextInt(30, 100),
            AGAIN.get(random.nextInt(AGAIN.size())));
  }

  private String some() {
    List<Browser> shuffled = new ArrayList<>(team);
    Collections.shuffle(shuffled, random);
    return FlowHall.people(
        shuffled.subList(0, random.nextInt(1, team.size() + 1)).toArray(Browser[]::new));
  }
}
