package io.xiaodan.flow;

import io.xiaodan.flow.Asking.Again;
import io.xiaodan.flow.Asking.Nobody;
import io.xiaodan.flow.Asking.Own;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stories that the tests of the table tell. */
final class Stories {

  /** Every story so far. */
  static final List<Story> TOLD = new ArrayList<>();

  private Stories() {}

  static Story story(Drawing drawing) {
    Village village = new Village();
    village.roles.put("administrator", Village.people(99));
    village.managers.put(Village.person(1), Village.person(50));
    village.managers.put(Village.person(2), Village.person(51));
    Story story = new Story(drawing.flow(), village);
    TOLD.add(story);
    return story;
  }

  /** Two nodes: the first asks persons 2, 3 and 4 in a mode, the second asks 5. */
  static Story two(Asking asking, int... people) {
    return story(
        new Drawing()
            .start("a")
            .ask("a", Village.who(Village.people(people)), asking, "b", "no")
            .ask(
                "b",
                Village.who(Village.people(5)),
                Drawing.asking(
                    Mode.ANY,
                    Nobody.ADMINISTRATOR,
                    Own.ALLOW,
                    Again.ASK,
                    List.of("start", "a"),
                    null),
                "end",
                "no")
            .end("end", false)
            .end("no", true));
  }

  static Story two(Mode mode) {
    return two(Drawing.asking(mode), 2, 3, 4);
  }

  static Operation remove(Story story, int person) {
    Operation theirs = story.by(person, Act.REMOVE);
    return Operation.of(
        Act.REMOVE, Village.person(2), story.village.now, theirs.token(), theirs.seat());
  }

  static Operation bySystem(Story story, Act act, int step) {
    Operation theirs = story.by(2, act);
    return Operation.of(
            act, io.xiaodan.identity.Actor.SYSTEM, story.village.now, theirs.token(), theirs.seat())
        .withStep(step);
  }

  static Operation bySystem(Story story, Act act) {
    return Operation.of(
        act,
        io.xiaodan.identity.Actor.SYSTEM,
        story.village.now,
        story.state.tokens().getFirst().id(),
        0);
  }

  static Story parallel() {
    return story(
        new Drawing()
            .start("fork")
            .split(
                "fork",
                true,
                "join",
                List.of(Drawing.branch("x", "TRUE", "x"), Drawing.branch("y", "TRUE", "y")))
            .ask("x", Village.who(Village.people(2)), Drawing.asking(Mode.ANY), "join", "no")
            .ask("y", Village.who(Village.people(3)), Drawing.asking(Mode.ALL), "join", "no")
            .add(new FlowNode.Join("join", io.xiaodan.kernel.Label.of("join"), "wait"))
            .add(
                new FlowNode.Delay(
                    "wait", io.xiaodan.kernel.Label.of("wait"), 5, false, null, "act"))
            .add(perform())
            .end("end", false)
            .end("no", true));
  }

  /** The interpreter does not look at the action. */
  @SuppressWarnings("NullAway")
  static FlowNode perform() {
    io.xiaodan.action.@Nullable Action none = null;
    return new FlowNode.Perform("act", io.xiaodan.kernel.Label.of("act"), none, "end");
  }
}
