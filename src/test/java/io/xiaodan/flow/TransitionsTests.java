package io.xiaodan.flow;

import static io.xiaodan.flow.Stories.bySystem;
import static io.xiaodan.flow.Stories.parallel;
import static io.xiaodan.flow.Stories.remove;
import static io.xiaodan.flow.Stories.story;
import static io.xiaodan.flow.Stories.two;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaodan.flow.Asking.Again;
import io.xiaodan.flow.Asking.Nobody;
import io.xiaodan.flow.Asking.Own;
import io.xiaodan.kernel.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every row of the table of what happens, row by row. */
class TransitionsTests {

  private static final Set<Transition> VISITED = new HashSet<>();

  @AfterAll
  static void everyRowWasVisitedAndEveryStoryComesOutOfItsTrail() {
    Stories.TOLD.forEach(story -> VISITED.addAll(story.taken));
    List<Transition> missing = new ArrayList<>(Transitions.all());
    missing.removeAll(VISITED);
    assertThat(missing).as("rows that no test visits").isEmpty();
    Stories.TOLD.forEach(Story::replays);
  }

  @Test
  void theReferencePageIsWrittenFromTheTable() throws IOException {
    Path page = Path.of("docs/reference/flow-transitions.md");
    String text = TransitionsPage.write();
    if (Boolean.getBoolean("xiaodan.generate")) {
      Files.writeString(page, text);
    }
    assertThat(Files.readString(page))
        .as("%s is stale; run the test with -Dxiaodan.generate=true", page)
        .isEqualTo(text);
  }

  private static void passesOn(Story story, Mode mode, boolean first) {
    if (mode == Mode.ANY) {
      story.approves(2);
    } else {
      story.approves(2);
      assertThat(story.asked()).isEqualTo(mode == Mode.IN_TURN ? List.of(3) : List.of(3, 4));
      if (first) {
        return;
      }
      story.approves(3);
      if (mode != Mode.VOTE) {
        assertThat(story.asked()).containsExactly(4);
        story.approves(4);
      }
    }
    assertThat(story.nodes()).containsExactly("b");
    assertThat(story.asked()).containsExactly(5);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aNodePassesWhenEnoughHaveAgreed(Mode mode) {
    Story story = two(mode);
    assertThat(story.asked()).isEqualTo(mode == Mode.IN_TURN ? List.of(2) : List.of(2, 3, 4));
    passesOn(story, mode, false);
    story.approves(5);
    assertThat(story.state.result()).isEqualTo("passed");
    assertThat(story.village.record.get("state")).hasToString("9");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aNodeIsRejectedAsSoonAsItCanNoLongerPass(Mode mode) {
    Story story = two(mode);
    story.rejects(2);
    if (mode == Mode.VOTE) {
      assertThat(story.asked()).containsExactly(3, 4);
      story.rejects(3);
    }
    assertThat(story.state.result()).isEqualTo("rejected");
    assertThat(story.village.record.get("state")).hasToString("8");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void nobodyAndTheStarterAndWhoAgreedBeforeAreDealtWithOnArrival(Mode mode) {
    Story passed =
        two(Drawing.asking(mode, Nobody.PASS, Own.ALLOW, Again.ASK, List.of("start"), null));
    assertThat(passed.nodes()).containsExactly("b");
    Story rejected =
        two(Drawing.asking(mode, Nobody.REJECT, Own.ALLOW, Again.ASK, List.of("start"), null));
    assertThat(rejected.state.result()).isEqualTo("rejected");
    Story administrator = two(Drawing.asking(mode));
    assertThat(administrator.nodes()).containsExactly("a");
    administrator.approves(99);
    assertThat(administrator.nodes()).containsExactly("b");
    Story own =
        two(
            Drawing.asking(mode, Nobody.ADMINISTRATOR, Own.SKIP, Again.ASK, List.of("start"), null),
            1);
    assertThat(own.nodes()).containsExactly("b");
    Story manager =
        two(
            Drawing.asking(
                mode, Nobody.ADMINISTRATOR, Own.MANAGER, Again.ASK, List.of("start"), null),
            1);
    assertThat(manager.asked()).containsExactly(50);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void whoAgreedBeforeNeedNotAgreeAgain(Mode mode) {
    for (Again again : List.of(Again.SKIP_CONSECUTIVE, Again.SKIP_ALWAYS)) {
      Asking skips =
          Drawing.asking(mode, Nobody.ADMINISTRATOR, Own.ALLOW, again, List.of("start"), null);
      Story story =
          story(
              new Drawing()
                  .start("a")
                  .ask("a", Village.who(Village.people(2)), Drawing.asking(Mode.ANY), "b", "no")
                  .ask("b", Village.who(Village.people(2)), skips, "c", "no")
                  .ask("c", Village.who(Village.people(3)), skips, "d", "no")
                  .ask("d", Village.who(Village.people(2)), skips, "end", "no")
                  .end("end", false)
                  .end("no", true));
      story.approves(2);
      assertThat(story.nodes()).containsExactly("c");
      story.approves(3);
      if (again == Again.SKIP_ALWAYS) {
        assertThat(story.state.result()).isEqualTo("passed");
      } else {
        assertThat(story.nodes()).containsExactly("d");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aTaskIsTransferredReassignedAndLent(Mode mode) {
    Story story = two(mode).hands(2, Act.TRANSFER, 10);
    assertThat(story.asked()).contains(10).doesNotContain(2);
    story.hands(10, Act.REASSIGN, 11);
    story.hands(11, Act.DELEGATE, 12);
    assertThat(story.asked()).contains(12).doesNotContain(11);
    story.rejects(12);
    assertThat(story.asked()).as("an opinion comes back").contains(11).doesNotContain(12);
    story.hands(11, Act.DELEGATE, 12).approves(12);
    assertThat(story.asked()).contains(11);
    assertThat(story.nodes()).containsExactly("a");
    assertThatThrownBy(() -> story.hands(11, Act.TRANSFER, new int[0]))
        .isInstanceOf(ProblemException.class);
    if (mode == Mode.ALL) {
      assertThatThrownBy(() -> story.hands(11, Act.TRANSFER, 3))
          .as("who is asked already")
          .isInstanceOf(ProblemException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void signersAreAddedBeforeAfterAndBeside(Mode mode) {
    Story story = two(Drawing.asking(mode), 2).hands(2, Act.ADD_BEFORE, 10, 11);
    assertThat(story.asked()).containsExactly(10);
    story.approves(10);
    assertThat(story.asked()).containsExactly(11);
    story.approves(11);
    assertThat(story.asked()).containsExactly(2);
    story.hands(2, Act.ADD_AFTER, 12).approves(2);
    assertThat(story.asked()).containsExactly(12);
    story.approves(12);
    assertThat(story.nodes()).containsExactly("b");
    Story refused = two(Drawing.asking(mode), 2).hands(2, Act.ADD_BEFORE, 10).rejects(10);
    assertThat(refused.state.result()).isEqualTo("rejected");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aSignerBesideCountsAndCanBeTakenOut(Mode mode) {
    Story story = two(Drawing.asking(mode), 2).hands(2, Act.ADD_PARALLEL, 10, 11);
    assertThat(story.asked()).containsExactly(2, 10, 11);
    story.apply(remove(story, 10));
    assertThat(story.asked()).containsExactly(2, 11);
    if (mode == Mode.ANY) {
      story.approves(11);
    } else {
      story.approves(2);
      assertThat(story.nodes()).containsExactly("a");
      story.apply(remove(story, 11));
    }
    assertThat(story.nodes()).containsExactly("b");
  }

  @Test
  void takingOutASignerCanDecideAVoteEitherWay() {
    Story story = two(Mode.VOTE);
    story.approves(2).rejects(3);
    story.apply(remove(story, 4));
    assertThat(story.state.result()).as("one of two is less than 60 %").isEqualTo("rejected");
    Story last = two(Drawing.asking(Mode.ALL), 2);
    assertThatThrownBy(() -> last.apply(remove(last, 2))).isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aRecordIsSentBackAndComesBackStraightOrGoesItsWayAgain(Mode mode) {
    Story again = two(mode);
    again.apply(again.by(2, Act.RETURN).withNode("start", false));
    assertThat(again.asked()).containsExactly(1);
    assertThat(again.village.record.get("state")).hasToString("3");
    again.apply(again.by(1, Act.RESUBMIT));
    assertThat(again.asked()).isEqualTo(mode == Mode.IN_TURN ? List.of(2) : List.of(2, 3, 4));
    Story straight = two(mode);
    int who = 2;
    if (mode != Mode.ANY) {
      straight.approves(2);
      who = 3;
    }
    straight.apply(straight.by(who, Act.RETURN).withNode("start", true));
    assertThat(straight.asked()).containsExactly(1);
    straight.apply(straight.by(1, Act.RESUBMIT));
    assertThat(straight.asked()).as("who agreed is not asked again").contains(who);
    assertThat(straight.asked().contains(2)).isEqualTo(mode == Mode.ANY);
  }

  @Test
  void aRecordIsSentBackToAnEarlierNode() {
    Story story = two(Mode.ALL);
    story.approves(2).approves(3).approves(4);
    story.apply(story.by(5, Act.RETURN).withNode("a", true));
    assertThat(story.asked()).containsExactly(2, 3, 4);
    story.approves(2).approves(3).approves(4);
    assertThat(story.asked()).containsExactly(5);
    story.apply(story.by(5, Act.RETURN).withNode("a", false));
    assertThat(story.state.passed()).isEmpty();
    story.rejects(3);
    assertThat(story.state.result()).isEqualTo("rejected");
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aDecisionIsTakenBackBeforeTheNextActs(Mode mode) {
    Story story = two(mode);
    passesOn(story, mode, true);
    if (mode != Mode.ANY) {
      story.does(2, Act.TAKE_BACK);
      assertThat(story.asked()).contains(2);
      story.approves(2);
      if (mode == Mode.VOTE || mode == Mode.ALL) {
        story.hands(3, Act.TRANSFER, 20);
      } else {
        story.hands(3, Act.DELEGATE, 20);
      }
      story.does(2, Act.TAKE_BACK);
      assertThat(story.asked()).contains(2);
      return;
    }
    story.does(2, Act.TAKE_BACK);
    assertThat(story.nodes()).containsExactly("a");
    assertThat(story.village.record.get("state")).as("as before").hasToString("1");
    story.approves(2);
    story.hands(5, Act.TRANSFER, 6);
    assertThatThrownBy(() -> story.does(2, Act.TAKE_BACK)).isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aTimeLimitRemindsAsksMorePeopleAndDecides(Mode mode) {
    TimeLimit limit =
        new TimeLimit(
            60,
            false,
            List.of(
                new TimeLimit.Step(-30, TimeLimit.Deed.REMIND, 10, null),
                new TimeLimit.Step(0, TimeLimit.Deed.ESCALATE, null, null),
                new TimeLimit.Step(60, TimeLimit.Deed.PASS, null, null)));
    Story story =
        two(
            Drawing.asking(
                mode, Nobody.ADMINISTRATOR, Own.ALLOW, Again.ASK, List.of("start"), limit),
            2);
    story.apply(bySystem(story, Act.REMIND, 0));
    story.apply(bySystem(story, Act.ESCALATE, 1));
    assertThat(story.asked()).containsExactly(2, 51);
    story.apply(bySystem(story, Act.APPROVE, 2));
    assertThat(story.nodes()).containsExactly("b");
  }

  @Test
  void theInstanceIsWithdrawnCancelledTerminatedMovedUrgedAndTalkedAbout() {
    Story story = two(Mode.ALL);
    story.does(1, Act.URGE);
    assertThatThrownBy(() -> story.does(1, Act.URGE))
        .as("once in half an hour")
        .isInstanceOf(ProblemException.class);
    story.village.now = story.village.now.plusSeconds(1_800);
    story.does(1, Act.URGE).does(1, Act.COMMENT).does(1, Act.CC).does(99, Act.MIGRATE);
    story.apply(
        Operation.of(Act.JUMP, Village.person(99), story.village.now, 0, 0).withNode("b", false));
    assertThat(story.asked()).containsExactly(5);
    story.does(1, Act.WITHDRAW);
    assertThat(story.asked()).containsExactly(1);
    assertThat(story.village.record.get("state")).hasToString("4");
    assertThatThrownBy(() -> story.does(1, Act.WITHDRAW)).isInstanceOf(ProblemException.class);
    story.apply(story.by(1, Act.CANCEL));
    assertThat(story.state.result()).isEqualTo("cancelled");
    story.does(3, Act.COMMENT);
    assertThatThrownBy(() -> story.does(1, Act.URGE)).isInstanceOf(ProblemException.class);
    Story ended = two(Mode.VOTE).does(99, Act.TERMINATE);
    assertThat(ended.state.result()).isEqualTo("terminated");
    assertThat(ended.village.record.get("state")).hasToString("5");
  }

  @Test
  void anApprovedFigureThatIsRaisedGoesItsWayAgainAndLeavesNothingBehind() {
    Story story = two(Mode.ANY).approves(2);
    assertThat(story.nodes()).containsExactly("b");
    story.does(7, Act.RAISE);
    assertThat(story.nodes()).as("from the beginning, whoever raised it").containsExactly("a");
    assertThat(story.state.passed()).isEmpty();
  }

  @Test
  void withdrawingStopsWhereTheFlowSays() {
    for (Flow.Until until : Flow.Until.values()) {
      Drawing drawing =
          new Drawing()
              .start("a")
              .ask("a", Village.who(Village.people(2, 3)), Drawing.asking(Mode.ALL), "end", "no")
              .end("end", false)
              .end("no", true);
      drawing.withdraw = until;
      Story story = story(drawing).approves(2);
      if (until == Flow.Until.END) {
        story.does(1, Act.WITHDRAW);
        assertThat(story.asked()).containsExactly(1);
      } else {
        assertThatThrownBy(() -> story.does(1, Act.WITHDRAW)).isInstanceOf(ProblemException.class);
      }
    }
  }

  @Test
  void peopleAreChosenByTheStarterOrByWhoActsBefore() {
    Story story =
        story(
            new Drawing()
                .start("a")
                .ask("a", Village.chosenBy(true), Drawing.asking(Mode.ALL), "b", "no")
                .ask("b", Village.chosenBy(false), Drawing.asking(Mode.ANY), "c", "no")
                .ask("c", Village.chosenBy(false), Drawing.asking(Mode.ANY), "end", "no")
                .end("end", false)
                .end("no", true));
    assertThat(story.asked()).containsExactly(1);
    story.hands(1, Act.CHOOSE, 3, 4);
    assertThat(story.asked()).containsExactly(3, 4);
    story.approves(3).approves(4);
    assertThat(story.asked()).as("who acted last chooses").containsExactly(4);
    story.hands(4, Act.CHOOSE, 6);
    story.apply(
        story
            .by(6, Act.APPROVE)
            .withOutcome("approve")
            .withChosen(java.util.Map.of("c", Village.people(7))));
    assertThat(story.asked()).containsExactly(7);
  }

  @Test
  void parallelWaysMeetAndARejectionInOneEndsTheOthers() {
    Story story = parallel();
    assertThat(story.asked()).containsExactly(2, 3);
    story.approves(2);
    assertThat(story.nodes()).containsExactly("join", "y");
    story.approves(3);
    assertThat(story.state.tokens().getFirst().phase()).isEqualTo(Token.Phase.WAITING);
    story.apply(bySystem(story, Act.FIRE));
    story.apply(bySystem(story, Act.PERFORMED));
    assertThat(story.state.result()).isEqualTo("passed");
    Story refused = parallel().rejects(3);
    assertThat(refused.state.result()).isEqualTo("rejected");
    Story back = parallel();
    back.approves(2).apply(back.by(3, Act.RETURN).withNode("start", true));
    assertThat(back.asked()).containsExactly(1);
    back.apply(back.by(1, Act.RESUBMIT));
    assertThat(back.nodes()).as("as it stood").containsExactly("join", "y");
    back.approves(3);
    assertThat(back.nodes()).containsExactly("wait");
  }
}
