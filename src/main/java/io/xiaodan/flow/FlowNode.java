package io.xiaodan.flow;

import io.xiaodan.action.Who;
import io.xiaodan.kernel.Label;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A node of a flow's graph. */
public sealed interface FlowNode {

  /** Its key in the flow. */
  String key();

  /** Its name for people. */
  Label label();

  /** Keys of the nodes that may follow. */
  Stream<String> next();

  /** Where every instance begins. */
  record Start(String key, Label label, List<Setting> settings, String follows)
      implements FlowNode {
    @Override
    public Stream<String> next() {
      return Stream.of(follows);
    }
  }

  /**
   * Takes the first branch that holds.
   *
   * @param otherwise taken when none holds; null when the branches are complete
   */
  record Condition(String key, Label label, List<Branch> branches, @Nullable String otherwise)
      implements FlowNode {
    @Override
    public Stream<String> next() {
      return Stream.concat(branches.stream().map(Branch::next), Stream.ofNullable(otherwise));
    }
  }

  /**
   * Waits for a person.
   *
   * @param approval whether a decision is asked for, or work
   * @param edit fields that may be filled in with the outcome
   * @param outcomes by key, the one that moves forward first
   */
  record Human(
      String key,
      Label label,
      boolean approval,
      Who who,
      Set<String> edit,
      Map<String, Outcome> outcomes)
      implements FlowNode {
    @Override
    public Stream<String> next() {
      return outcomes.values().stream().map(Outcome::next);
    }
  }

  /** Where an instance is finished. */
  record End(String key, Label label, List<Setting> settings) implements FlowNode {
    @Override
    public Stream<String> next() {
      return Stream.empty();
    }
  }
}
