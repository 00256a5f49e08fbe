package io.xiaodan.flow;

import io.xiaodan.action.Action;
import io.xiaodan.expression.Formula;
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

  /**
   * Where every instance begins; also where a record waits that came back to its starter.
   *
   * @param edit fields the starter may fill in when it came back
   */
  record Start(String key, Label label, List<Setting> settings, Set<String> edit, String follows)
      implements FlowNode {
    @Override
    public Stream<String> next() {
      return Stream.of(follows);
    }
  }

  /** Writes fields and goes on; what the start, the ends and the place of a sub-flow become. */
  record Pass(String key, Label label, List<Setting> settings, String follows) implements FlowNode {
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
   * A condition drawn as a table, whose rows may name people for other nodes to ask.
   *
   * @param who by key of the row
   * @param otherwise taken when no row holds; null when the rows are complete
   */
  record Table(
      String key,
      Label label,
      List<Branch> branches,
      Map<String, Party> who,
      @Nullable String otherwise)
      implements FlowNode {
    @Override
    public Stream<String> next() {
      return Stream.concat(branches.stream().map(Branch::next), Stream.ofNullable(otherwise));
    }
  }

  /**
   * Waits for people.
   *
   * @param approval whether a decision is asked for, or work
   * @param edit fields that may be filled in with the outcome
   * @param outcomes by key, the one that moves forward first
   * @param asking how they are asked and counted
   */
  record Human(
      String key,
      Label label,
      boolean approval,
      Party who,
      Set<String> edit,
      Map<String, Outcome> outcomes,
      Asking asking)
      implements FlowNode {
    @Override
    public Stream<String> next() {
      return outcomes.values().stream().map(Outcome::next);
    }

    /** The outcome that moves forward. */
    public Outcome forward() {
      return outcomes.values().iterator().next();
    }
  }

  /** Lets people know, and goes on. */
  record Copy(String key, Label label, Party who, @Nullable NodeMessage message, String follows)
      implements FlowNode {
    @Override
    public Stream<String> next() {
      return Stream.of(follows);
    }
  }

  /**
   * Goes several ways at once, which meet again at the join.
   *
   * @param all whether every way is gone, or those whose condition holds
   * @param otherwise gone when no condition holds; null when one always does
   */
  record Split(
      String key,
      Label label,
      boolean all,
      List<Branch> branches,
      @Nullable String otherwise,
      String join)
      implements FlowNode {
    @Override
    public Stream<String> next() {
      return Stream.concat(branches.stream().map(Branch::next), Stream.ofNullable(otherwise));
    }
  }

  /** Where the ways of a split meet: goes on when all that were gone have arrived. */
  record Join(String key, Label label, String follows) implements FlowNode {
    @Override
    public Stream<String> next() {
      return Stream.of(follows);
    }
  }

  /**
   * Waits for a moment.
   *
   * @param after minutes from now; null where a formula says when
   * @param working whether only working time counts
   * @param until a date or moment; one that is empty or past does not wait
   */
  record Delay(
      String key,
      Label label,
      @Nullable Integer after,
      boolean working,
      @Nullable Formula until,
      String follows)
      implements FlowNode {
    @Override
    public Stream<String> next() {
      return Stream.of(follows);
    }
  }

  /** Waits until an action of the catalogue has been carried out. */
  record Perform(String key, Label label, Action action, String follows) implements FlowNode {
    @Override
    public Stream<String> next() {
      return Stream.of(follows);
    }
  }

  /**
   * Where an instance is finished; whatever else is still open in it ends too.
   *
   * @param rejected whether it ends without having got what it was started for
   */
  record End(String key, Label label, List<Setting> settings, boolean rejected)
      implements FlowNode {
    @Override
    public Stream<String> next() {
      return Stream.empty();
    }
  }
}
