package io.xiaodan.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.kernel.ProblemException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Any flow, anybody doing anything: after each step everything that {@link Story} knows must hold,
 * and in the end everybody agreeing brings it to its end.
 */
class RandomFlowTests {

  private static final int FLOWS = 2_500;
  private static final int OPERATIONS = 25;
  private static final int ENOUGH = 600;

  @Test
  void anyFlowSurvivesAnythingAnybodyDoes() {
    long seed = Long.getLong("xiaodan.seed", System.nanoTime());
    System.out.println("random flows, -Dxiaodan.seed=" + seed);
    Set<Transition> taken = new HashSet<>();
    int refused = 0;
    int done = 0;
    for (int i = 0; i < FLOWS; i++) {
      Random random = new Random(seed + i);
      Story story = new Story(new RandomDrawing(random).flow(), village(random));
      try {
        for (int step = 0; step < OPERATIONS && !story.state.isFinished(); step++) {
          FlowState before = story.state;
          try {
            story.apply(any(story, random));
            done++;
          } catch (ProblemException e) {
            assertThat(story.state).as("what is refused changes nothing").isSameAs(before);
            refused++;
          }
        }
        bringToItsEnd(story);
        story.replays();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("flow " + i + " of seed " + seed + ": " + e.getMessage(), e);
      }
      taken.addAll(story.taken);
    }
    assertThat(done).isGreaterThan(FLOWS * 5);
    assertThat(refused).isPositive();
    assertThat(taken.size()).as("rows of the table").isGreaterThan(80);
  }

  private static Village village(Random random) {
    Village village = new Village();
    village.record.put("amount", new BigDecimal(random.nextInt(100)));
    village.roles.put("administrator", Village.people(99));
    village.roles.put("clerks", Village.people(2, 3, 4));
    village.managers.put(Village.person(1), Village.person(5));
    return village;
  }

  private static Operation any(Story story, Random random) {
    List<Token> tokens = story.state.tokens();
    Token token = tokens.get(random.nextInt(tokens.size()));
    UUID somebody = Village.person(random.nextInt(1, 12));
    return switch (token.phase()) {
      case ASKING -> asked(story, token, somebody, random);
      case CHOOSING -> decides(story, token, Act.CHOOSE, somebody).withPeople(List.of(somebody));
      case RETURNED ->
          decides(story, token, random.nextInt(4) == 0 ? Act.CANCEL : Act.RESUBMIT, somebody);
      case WAITING -> Operation.of(Act.FIRE, somebody, story.village.now, token.id(), 0);
      case PERFORMING -> Operation.of(Act.PERFORMED, somebody, story.village.now, token.id(), 0);
      case JOINING -> besides(story, somebody, random);
    };
  }

  private static Operation decides(Story story, Token token, Act act, UUID other) {
    Seat open = token.seats().stream().filter(Seat::isOpen).findFirst().orElseThrow();
    List<UUID> pool = open.top().pool().people();
    UUID by = pool.isEmpty() ? other : pool.getFirst();
    return Operation.of(act, by, story.village.now, token.id(), open.id());
  }

  private static Operation asked(Story story, Token token, UUID somebody, Random random) {
    List<Seat> open = token.seats().stream().filter(Seat::isOpen).toList();
    Seat seat = open.get(random.nextInt(open.size()));
    List<UUID> pool = seat.top().pool().people();
    UUID by = pool.isEmpty() ? somebody : pool.get(random.nextInt(pool.size()));
    Act act = Act.values()[random.nextInt(Act.values().length)];
    Operation operation =
        Operation.of(act, by, story.village.now, token.id(), seat.id())
            .withPeople(List.of(somebody));
    return switch (act) {
      case REJECT -> random.nextBoolean() ? operation.withOutcome("reject") : approval(operation);
      case RETURN -> {
        List<String> to = ((FlowNode.Human) story.flow.node(token.node())).asking().back().to();
        yield operation.withNode(to.get(random.nextInt(to.size())), random.nextBoolean());
      }
      case TRANSFER, DELEGATE, ADD_BEFORE, ADD_AFTER, ADD_PARALLEL, REASSIGN -> operation;
      case REMOVE -> {
        Seat other = token.seats().get(random.nextInt(token.seats().size()));
        yield Operation.of(act, by, story.village.now, token.id(), other.id());
      }
      case START, ARRIVE, CHOOSE, RESUBMIT, CANCEL, FIRE, PERFORMED, APPROVE -> approval(operation);
      default -> besides(story, by, random);
    };
  }

  private static Operation approval(Operation like) {
    return Operation.of(Act.APPROVE, like.by(), like.at(), like.token(), like.seat())
        .withOutcome("approve");
  }

  private static Operation besides(Story story, UUID by, Random random) {
    Act act =
        List.of(
                Act.WITHDRAW,
                Act.TAKE_BACK,
                Act.TAKE_BACK,
                Act.URGE,
                Act.COMMENT,
                Act.CC,
                Act.RAISE,
                Act.JUMP)
            .get(random.nextInt(8));
    Operation operation = Operation.of(act, by, story.village.now, 0, 0);
    if (act != Act.JUMP) {
      return operation;
    }
    List<String> keys = new ArrayList<>(story.flow.nodes().keySet());
    return operation.withNode(keys.get(random.nextInt(keys.size())), false);
  }

  /** Everybody agrees from now on. */
  private static void bringToItsEnd(Story story) {
    for (int i = 0; !story.state.isFinished(); i++) {
      assertThat(i).as("it comes to an end: %s", story).isLessThan(ENOUGH);
      Token token =
          story.state.tokens().stream()
              .filter(each -> each.phase() != Token.Phase.JOINING)
              .findFirst()
              .orElseThrow();
      UUID other = Village.person(2);
      story.apply(
          switch (token.phase()) {
            case ASKING -> approval(decides(story, token, Act.APPROVE, other));
            case CHOOSING ->
                decides(story, token, Act.CHOOSE, other).withPeople(List.of(Village.person(6)));
            case RETURNED -> decides(story, token, Act.RESUBMIT, other);
            case WAITING -> Operation.of(Act.FIRE, other, story.village.now, token.id(), 0);
            default -> Operation.of(Act.PERFORMED, other, story.village.now, token.id(), 0);
          });
    }
  }

  @Test
  void whatIsChosenAheadIsKept() {
    Flow flow =
        new Drawing()
            .start("a")
            .ask("a", Village.who(Village.people(2)), Drawing.asking(Mode.ANY), "b", "no")
            .ask("b", Village.chosenBy(false), Drawing.asking(Mode.IN_TURN), "end", "no")
            .end("end", false)
            .end("no", true)
            .flow();
    Story story = new Story(flow, village(new Random(1)));
    story.apply(
        story
            .by(2, Act.APPROVE)
            .withOutcome("approve")
            .withChosen(Map.of("b", Village.people(8, 7))));
    assertThat(story.asked()).as("in the order in which they were chosen").containsExactly(8);
    story.approves(8);
    assertThat(story.asked()).containsExactly(7);
  }
}
