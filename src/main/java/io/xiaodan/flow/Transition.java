package io.xiaodan.flow;

import org.jspecify.annotations.Nullable;

/**
 * One row of the table of what happens.
 *
 * @param mode how the node counts; null for what is done where nobody is counted
 * @param when how things stand once the act has been counted
 */
record Transition(@Nullable Mode mode, Act act, When when, Then then) {

  /** How things stand. */
  enum When {
    ALWAYS,
    /** The holder was asked for an opinion only. */
    ADVISED,
    /** The holder signs before somebody else. */
    SIGNED_FIRST,
    /** Others sign after the holder. */
    MORE_SIGNERS,
    /** Enough have agreed. */
    ENOUGH,
    /** Others have to answer yet. */
    MORE,
    /** It can no longer pass. */
    OUT_OF_REACH,
    /** Nobody is found, and the node passes then. */
    NOBODY_PASS,
    /** Nobody is found, and the node rejects then. */
    NOBODY_REJECT,
    /** Only the starter is found, who is skipped. */
    ONLY_STARTER,
    /** The node still waits. */
    SAME_NODE,
    /** The decision has moved the record on, and nobody has acted since. */
    MOVED_ON,
    /** It goes its way again. */
    RERUN,
    /** It comes straight back. */
    BACK
  }

  /** What happens. */
  enum Then {
    ASKED,
    NODE_PASSES,
    NODE_FAILS,
    OTHERS_GO_ON,
    NEXT_IN_TURN,
    OWNER_AGAIN,
    NEXT_SIGNER,
    SENT_BACK,
    HANDED_OVER,
    LENT,
    SIGNS_FIRST,
    SIGNS_AFTER,
    SIGNS_TOO,
    REOPENED,
    PUT_BACK,
    TO_STARTER,
    ENDED,
    MOVED,
    RUNS_AGAIN,
    COMES_BACK,
    GOES_ON,
    MORE_ASKED,
    REMINDED,
    NOTED,
    COPIED
  }
}
