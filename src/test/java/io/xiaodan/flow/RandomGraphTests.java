package io.xiaodan.flow;

import static io.xiaodan.support.Company.idOf;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.ServerTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/**
 * Any flow somebody may draw, several people doing anything with its records at once over HTTP: no
 * task is left over, nothing is stuck, nothing is done twice, and the trail tells all of it. {@code
 * -Dxiaodan.graphs=1000} draws as many flows, each with ten records.
 */
@ServerTest
class RandomGraphTests {

  private static final int GRAPHS = Integer.getInteger("xiaodan.graphs", 2);
  private static final int RECORDS = 10;
  private static final int STEPS = 30;

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private ApplicationContext beans;

  @Test
  void anyGraphSurvivesSeveralPeopleAtOnce() throws Exception {
    long seed = Long.getLong("xiaodan.seed", System.nanoTime());
    System.out.println("random graphs, -Dxiaodan.seed=" + seed);
    FlowHall hall = new FlowHall(port, people);
    List<Browser> team = new ArrayList<>();
    for (String name : List.of("甲", "乙", "丙", "丁")) {
      team.add(hall.member(name));
    }
    FlowCrowd crowd = new FlowCrowd(hall, team, beans);
    for (int graph = 0; graph < GRAPHS; graph++) {
      Random random = new Random(seed + graph);
      String nodes = new RandomDocument(random, team).nodes();
      try {
        hall.flow("\"withdraw\": {\"until\": \"end\"}, \"urge\": {\"every\": 0},", nodes);
        List<String> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
          records.add(hall.start(team.get(i % team.size()), i % 8));
        }
        crowd.walks(records, STEPS, seed + graph);
        crowd.agrees();
        records.forEach(crowd::agreesToAll);
        crowd.agrees();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "graph %d of seed %d: %s%n%s".formatted(graph, seed, e.getMessage(), nodes), e);
      }
    }
    crowd.isWrittenDown();
    team.forEach(each -> Replays.check(beans, idOf(each)));
  }
}
