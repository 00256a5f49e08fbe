package io.xiaodan.flow;

import java.util.Locale;
import java.util.Map;

/** Writes the reference page of the table of transitions. */
final class TransitionsPage {

  private static final Map<Transition.When, String> WHEN =
      Map.ofEntries(
          Map.entry(Transition.When.ALWAYS, ""),
          Map.entry(Transition.When.ADVISED, "asked for an opinion only"),
          Map.entry(Transition.When.SIGNED_FIRST, "signing before somebody else"),
          Map.entry(Transition.When.MORE_SIGNERS, "others sign after"),
          Map.entry(Transition.When.ENOUGH, "enough have agreed"),
          Map.entry(Transition.When.MORE, "others have to answer yet"),
          Map.entry(Transition.When.OUT_OF_REACH, "it can no longer pass"),
          Map.entry(Transition.When.NOBODY_PASS, "nobody is found, `nobody: pass`"),
          Map.entry(Transition.When.NOBODY_REJECT, "nobody is found, `nobody: reject`"),
          Map.entry(Transition.When.ONLY_STARTER, "only the starter is found, `own: skip`"),
          Map.entry(Transition.When.SAME_NODE, "the node still waits"),
          Map.entry(Transition.When.MOVED_ON, "one's own was the last act"),
          Map.entry(Transition.When.RERUN, "it goes its way again"),
          Map.entry(Transition.When.BACK, "it comes straight back"));

  private static final Map<Transition.Then, String> THEN =
      Map.ofEntries(
          Map.entry(Transition.Then.ASKED, "tasks are handed out"),
          Map.entry(Transition.Then.NODE_PASSES, "the node is left forward; its other tasks close"),
          Map.entry(
              Transition.Then.NODE_FAILS,
              "the node is left by the other outcome; its other tasks close"),
          Map.entry(Transition.Then.OTHERS_GO_ON, "the others go on"),
          Map.entry(Transition.Then.NEXT_IN_TURN, "the next in turn is asked"),
          Map.entry(Transition.Then.OWNER_AGAIN, "the task comes back to whoever asked"),
          Map.entry(Transition.Then.NEXT_SIGNER, "the next signer is asked"),
          Map.entry(
              Transition.Then.SENT_BACK,
              "the starter or the earlier node is asked; the block's tasks close"),
          Map.entry(Transition.Then.HANDED_OVER, "the task is another's"),
          Map.entry(Transition.Then.LENT, "another is asked for an opinion"),
          Map.entry(Transition.Then.SIGNS_FIRST, "another signs first"),
          Map.entry(Transition.Then.SIGNS_AFTER, "another signs after"),
          Map.entry(Transition.Then.SIGNS_TOO, "another signs as well and is counted"),
          Map.entry(Transition.Then.REOPENED, "the task is open again"),
          Map.entry(
              Transition.Then.PUT_BACK, "everything stands as before, the fields written too"),
          Map.entry(Transition.Then.TO_STARTER, "all tasks close; the starter is asked"),
          Map.entry(Transition.Then.ENDED, "all tasks close; the instance ends"),
          Map.entry(Transition.Then.MOVED, "it stands at the node named"),
          Map.entry(Transition.Then.RUNS_AGAIN, "it goes from the start again"),
          Map.entry(Transition.Then.COMES_BACK, "it stands where it was sent back from"),
          Map.entry(Transition.Then.GOES_ON, "the node is left"),
          Map.entry(Transition.Then.MORE_ASKED, "others may do the task as well"),
          Map.entry(Transition.Then.REMINDED, "those asked are told"),
          Map.entry(Transition.Then.NOTED, "it stands in the trail"),
          Map.entry(Transition.Then.COPIED, "those named get a copy, once each"));

  private TransitionsPage() {}

  static String write() {
    StringBuilder page =
        new StringBuilder(
            """
            # What happens in a flow

            Written by a test from the table the interpreter itself looks things up in; every row is visited by a test. `vote` here passes at a share of those asked, rounded up; a signer taken out is no longer
            among those asked. Acts without a mode are done to the instance or to a task of its starter.

            | mode | act | when | then |
            |---|---|---|---|
            """);
    for (Transition row : Transitions.all()) {
      page.append("| ")
          .append(row.mode() == null ? "" : row.mode().key())
          .append(" | ")
          .append(row.act().name().toLowerCase(Locale.ROOT))
          .append(" | ")
          .append(WHEN.get(row.when()))
          .append(" | ")
          .append(THEN.get(row.then()))
          .append(" |\n");
    }
    return page.toString();
  }
}
