package io.xiaodan.bench;

import io.xiaodan.XiaodanApplication;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.flow.Answer;
import io.xiaodan.flow.Flows;
import io.xiaodan.flow.RecordFlows;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import io.xiaodan.record.Write;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * Flows without HTTP: the functions behind it are called in this process, on the database of a
 * server that stands idle, beside the same rows written by prepared statements.
 */
final class InsideBench {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Load RUN_IN = new Load(8, Duration.ZERO, Duration.ofSeconds(20));

  private InsideBench() {}

  public static void main(String[] arguments) throws Exception {
    try (BenchServer server = BenchServer.fresh()) {
      FlowBench.publish(server, server.token("builder"));
      Path folder = Files.createTempDirectory("xiaodan-bench-inside-");
      try (ConfigurableApplicationContext beans =
          SpringApplication.run(
              XiaodanApplication.class,
              "--xiaodan.data=" + folder,
              "--xiaodan.database-url=" + server.databaseUrl(),
              "--xiaodan.database.connections=40",
              "--server.port=0",
              "--logging.file.name=")) {
        measure(server, beans);
      }
      BenchServer.remove(folder);
    }
  }

  private static void measure(BenchServer server, ConfigurableApplicationContext beans)
      throws Exception {
    ProcessorTime processors = ProcessorTime.of(server);
    RUN_IN.run(processors, thread -> worker(beans, true));
    Table table = new Table("inside");
    for (int threads : new int[] {1, 8, 32}) {
      Load load = new Load(threads, Duration.ofSeconds(2), Duration.ofSeconds(6));
      Outcome raw =
          load.run(
              processors,
              RawSql.workers(
                  server,
                  FlowBench.RAW_START,
                  statement -> statement.setString(1, FlowBench.PLACE)));
      table.row("the rows of a start alone", raw);
      Outcome starts = load.run(processors, thread -> worker(beans, false));
      table.row("starts", starts);
      table.close("-starts threads=" + threads, starts, raw);
      Outcome whole = load.run(processors, thread -> worker(beans, true));
      table.row("starts, looks up and approves", whole);
      table.close("-whole threads=" + threads, whole, raw);
    }
  }

  private static Load.Worker worker(ConfigurableApplicationContext beans, boolean completes) {
    Records records = beans.getBean(Records.class);
    RecordFlows ways = beans.getBean(RecordFlows.class);
    Flows flows = beans.getBean(Flows.class);
    Blueprints blueprints = beans.getBean(Blueprints.class);
    Actor actor = Actor.system(Origin.API);
    return () -> {
      Caller caller = new Caller(blueprints.current(), actor);
      UUID record =
          records
              .create(caller, "b_flow", Write.of(JSON.readTree("{\"name\": \"n\", \"number\": 1}")))
              .id();
      if (completes) {
        var task =
            Objects.requireNonNull(ways.status(caller, "b_flow", record).open().getFirst().task());
        flows.act(caller, task.id(), "approve", Answer.of(null, null));
      }
    };
  }
}
