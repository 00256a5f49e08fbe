package io.xiaodan.flow;

import io.xiaodan.flow.Transition.Then;
import io.xiaodan.flow.Transition.When;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happens at a node that counts in a certain way when somebody acts, as data: the interpreter
 * looks up what to do here, and the reference page is written from here.
 */
final class Transitions {

  private record Key(@Nullable Mode mode, Act act, When when) {}

  private static final Map<Key, Transition> BY_KEY = new HashMap<>();
  private static final List<Transition> ALL = new ArrayList<>();

  static {
    for (Mode mode : Mode.values()) {
      arriving(mode);
      deciding(mode);
      moving(mode);
    }
    add(null, Act.CHOOSE, When.ALWAYS, Then.ASKED);
    add(null, Act.RESUBMIT, When.RERUN, Then.RUNS_AGAIN);
    add(null, Act.RESUBMIT, When.BACK, Then.COMES_BACK);
    add(null, Act.CANCEL, When.ALWAYS, Then.ENDED);
    add(null, Act.WITHDRAW, When.ALWAYS, Then.TO_STARTER);
    add(null, Act.TAKE_BACK, When.MOVED_ON, Then.PUT_BACK);
    add(null, Act.URGE, When.ALWAYS, Then.REMINDED);
    add(null, Act.COMMENT, When.ALWAYS, Then.NOTED);
    add(null, Act.CC, When.ALWAYS, Then.COPIED);
    add(null, Act.TERMINATE, When.ALWAYS, Then.ENDED);
    add(null, Act.JUMP, When.ALWAYS, Then.MOVED);
    add(null, Act.RAISE, When.ALWAYS, Then.RUNS_AGAIN);
    add(null, Act.MIGRATE, When.ALWAYS, Then.NOTED);
    add(null, Act.FIRE, When.ALWAYS, Then.GOES_ON);
    add(null, Act.PERFORMED, When.ALWAYS, Then.GOES_ON);
  }

  private Transitions() {}

  private static void arriving(Mode mode) {
    add(mode, Act.ARRIVE, When.MORE, Then.ASKED);
    add(mode, Act.ARRIVE, When.ENOUGH, Then.NODE_PASSES);
    add(mode, Act.ARRIVE, When.ONLY_STARTER, Then.NODE_PASSES);
    add(mode, Act.ARRIVE, When.NOBODY_PASS, Then.NODE_PASSES);
    add(mode, Act.ARRIVE, When.NOBODY_REJECT, Then.NODE_FAILS);
  }

  private static void deciding(Mode mode) {
    add(mode, Act.APPROVE, When.ADVISED, Then.OWNER_AGAIN);
    add(mode, Act.APPROVE, When.SIGNED_FIRST, Then.OWNER_AGAIN);
    add(mode, Act.APPROVE, When.MORE_SIGNERS, Then.NEXT_SIGNER);
    add(mode, Act.APPROVE, When.ENOUGH, Then.NODE_PASSES);
    add(mode, Act.REJECT, When.ADVISED, Then.OWNER_AGAIN);
    add(mode, Act.REJECT, When.OUT_OF_REACH, Then.NODE_FAILS);
    if (mode != Mode.ANY) {
      add(mode, Act.APPROVE, When.MORE, next(mode));
      add(mode, Act.TAKE_BACK, When.SAME_NODE, Then.REOPENED);
      add(mode, Act.REMOVE, When.ENOUGH, Then.NODE_PASSES);
    }
    if (mode == Mode.VOTE) {
      add(mode, Act.REJECT, When.MORE, Then.OTHERS_GO_ON);
      add(mode, Act.REMOVE, When.OUT_OF_REACH, Then.NODE_FAILS);
    }
    add(mode, Act.REMOVE, When.MORE, next(mode));
  }

  private static Then next(Mode mode) {
    return mode == Mode.IN_TURN ? Then.NEXT_IN_TURN : Then.OTHERS_GO_ON;
  }

  private static void moving(Mode mode) {
    add(mode, Act.RETURN, When.RERUN, Then.SENT_BACK);
    add(mode, Act.RETURN, When.BACK, Then.SENT_BACK);
    add(mode, Act.TRANSFER, When.ALWAYS, Then.HANDED_OVER);
    add(mode, Act.REASSIGN, When.ALWAYS, Then.HANDED_OVER);
    add(mode, Act.DELEGATE, When.ALWAYS, Then.LENT);
    add(mode, Act.ADD_BEFORE, When.ALWAYS, Then.SIGNS_FIRST);
    add(mode, Act.ADD_AFTER, When.ALWAYS, Then.SIGNS_AFTER);
    add(mode, Act.ADD_PARALLEL, When.ALWAYS, Then.SIGNS_TOO);
    add(mode, Act.REMIND, When.ALWAYS, Then.REMINDED);
    add(mode, Act.ESCALATE, When.ALWAYS, Then.MORE_ASKED);
  }

  private static void add(@Nullable Mode mode, Act act, When when, Then then) {
    Transition row = new Transition(mode, act, when, then);
    ALL.add(row);
    BY_KEY.put(new Key(mode, act, when), row);
  }

  /** Every row, in the order of the reference page. */
  static List<Transition> all() {
    return List.copyOf(ALL);
  }

  /**
   * The row for what stands.
   *
   * @throws IllegalStateException when the table has none, which would be a mistake in it
   */
  static Transition of(@Nullable Mode mode, Act act, When when) {
    Transition found = BY_KEY.get(new Key(mode, act, when));
    if (found == null) {
      throw new IllegalStateException("no transition for " + mode + " " + act + " " + when);
    }
    return found;
  }
}
