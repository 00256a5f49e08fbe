package io.xiaodan.flow;

import java.util.Locale;

/** What a person, or the product by itself, does in a flow. */
public enum Act {
  /** The flow begins. */
  START,
  /** It comes to a node that asks people. */
  ARRIVE,
  /** Moves forward: agrees, or hands in work. */
  APPROVE,
  /** Takes another outcome: rejects. */
  REJECT,
  /** Sends back to the starter or to an earlier node. */
  RETURN,
  /** The starter hands in again. */
  RESUBMIT,
  /** The starter gives up what came back. */
  CANCEL,
  /** Says who is asked at a node. */
  CHOOSE,
  /** Gives the task away for good. */
  TRANSFER,
  /** Asks somebody for an opinion; the task comes back. */
  DELEGATE,
  /** Has somebody sign first. */
  ADD_BEFORE,
  /** Has somebody sign after. */
  ADD_AFTER,
  /** Has somebody sign as well. */
  ADD_PARALLEL,
  /** Takes a signer out who has not acted yet. */
  REMOVE,
  /** The starter takes the record back. */
  WITHDRAW,
  /** Who acted last takes that back. */
  TAKE_BACK,
  /** Asks for haste. */
  URGE,
  /** Says something. */
  COMMENT,
  /** Lets somebody know. */
  CC,
  /** Ends it before its end. */
  TERMINATE,
  /** An administrator moves it to a node. */
  JUMP,
  /** An administrator gives a task to somebody else. */
  REASSIGN,
  /** An administrator moves it to the version that is published now. */
  MIGRATE,
  /** An approved figure was raised: the record goes its way again. */
  RAISE,
  /** A time limit reminds. */
  REMIND,
  /** A time limit asks somebody else as well. */
  ESCALATE,
  /** A delay is over. */
  FIRE,
  /** An automatic action is done. */
  PERFORMED;

  private final String key = name().toLowerCase(Locale.ROOT);

  /** The word in documents, in the API and in the trail. */
  public String key() {
    return key;
  }

  /** Reads {@link #key()} back; fails on any other word. */
  static Act of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
