package io.xiaodan.flow;

import io.xiaodan.flow.Asking.Again;
import io.xiaodan.flow.Asking.Nobody;
import io.xiaodan.flow.Asking.Own;
import io.xiaodan.kernel.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Draws any flow that could be published, from a seed. */
final class RandomDrawing {

  private static final int PEOPLE = 9;

  private final Random random;
  private final Drawing drawing = new Drawing();
  private int number;

  RandomDrawing(Random random) {
    this.random = random;
  }

  Flow flow() {
    drawing.withdraw = Flow.Until.values()[random.nextInt(3)];
    String first = way(2, "end", List.of());
    drawing.start(first);
    return drawing.end("end", false).end("no", true).flow();
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** Nodes one after the other that lead to a node; gives the first of them. */
  private String way(int depth, String next, List<String> earlier) {
    int length = random.nextInt(depth == 2 ? 2 : 1, 4);
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      keys.add("n" + number++);
    }
    List<String> seen = new ArrayList<>(earlier);
    for (int i = 0; i < length; i++) {
      String key = keys.get(i);
      String then = i == length - 1 ? next : keys.get(i + 1);
      if (node(depth, key, then, seen)) {
        seen.add(key);
      }
    }
    return keys.getFirst();
  }

  /** Whether people are asked at the node. */
  private boolean node(int depth, String key, String then, List<String> seen) {
    Label label = Label.of(key);
    switch (random.nextInt(depth > 0 ? 9 : 7)) {
      case 0 -> drawing.add(new FlowNode.Copy(key, label, Village.who(some()), null, then));
      case 1 ->
          drawing.add(new FlowNode.Delay(key, label, random.nextInt(3) * 10, false, null, then));
      case 2 -> drawing.add(perform(key, label, then));
      case 7 -> {
        String join = "j" + number++;
        boolean all = random.nextBoolean();
        List<Branch> branches = new ArrayList<>();
        for (int i = random.nextInt(2, 4); i > 0; i--) {
          String first = random.nextInt(6) == 0 ? join : way(depth - 1, join, seen);
          String when = i == 1 ? "TRUE" : "amount > " + random.nextInt(100);
          branches.add(Drawing.branch("b" + number++, when, first));
        }
        drawing.split(key, all, join, branches).add(new FlowNode.Join(join, Label.of(join), then));
      }
      case 8 -> {
        List<Branch> branches = new ArrayList<>();
        branches.add(
            Drawing.branch("c", "amount < " + random.nextInt(100), way(depth - 1, then, seen)));
        drawing.add(new FlowNode.Condition(key, label, branches, then));
      }
      default -> {
        List<String> back = new ArrayList<>(List.of("start"));
        back.addAll(seen);
        Asking asking = asking(back);
        boolean ends = seen.isEmpty() || random.nextBoolean() || asking.nobody() == Nobody.REJECT;
        drawing.ask(key, who(), asking, then, ends ? "no" : any(seen));
        return true;
      }
    }
    return false;
  }

  /** The interpreter does not look at the action. */
  @SuppressWarnings("NullAway")
  private static FlowNode perform(String key, Label label, String then) {
    io.xiaodan.action.@Nullable Action none = null;
    return new FlowNode.Perform(key, label, none, then);
  }

  private Asking asking(List<String> back) {
    return Drawing.asking(
        any(List.of(Mode.values())),
        any(List.of(Nobody.PASS, Nobody.REJECT, Nobody.ADMINISTRATOR)),
        any(List.of(Own.values())),
        any(List.of(Again.values())),
        back,
        null);
  }

  private Party who() {
    return switch (random.nextInt(8)) {
      case 0 -> Village.chosenBy(random.nextBoolean());
      case 1 -> Village.who(List.of());
      case 2 -> Party.of(new io.xiaodan.action.Who(Set.of("clerks"), Set.of(), false, null));
      default -> Village.who(some());
    };
  }

  private List<java.util.UUID> some() {
    List<java.util.UUID> people = new ArrayList<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      people.add(Village.person(random.nextInt(1, PEOPLE + 1)));
    }
    return people;
  }
}
