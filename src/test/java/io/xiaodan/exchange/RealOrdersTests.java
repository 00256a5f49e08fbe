package io.xiaodan.exchange;

import static io.xiaodan.exchange.Desk.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.xiaodan.support.ServerTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/**
 * A year of a real wholesaler, 541,909 lines. Asked for with {@code -Dxiaodan.real=true}, since it
 * takes a minute; the file is the one {@code XIAODAN_REAL_ORDERS} names, or lies beside the
 * checkout.
 */
@ServerTest
@Import(Desk.class)
@EnabledIfSystemProperty(named = "xiaodan.real", matches = "true")
class RealOrdersTests {

  private static final String BESIDE = "../shared/data/online-retail.csv.gz";

  @Autowired private Desk desk;

  @Test
  void everyLineOfARealYearIsAccountedFor() throws Exception {
    String named = System.getenv("XIAODAN_REAL_ORDERS");
    Path file = Path.of(named == null ? BESIDE : named);
    assumeTrue(Files.exists(file), "no real orders at " + file);
    byte[] content = Files.readAllBytes(file);
    long before = desk.count("orders", "TRUE");
    ImportJob job = desk.run(Desk.RETAIL, content);
    assertThat(job.state()).isEqualTo(ImportJob.State.DONE);
    assertThat(number(job, "/read")).isEqualTo(541_909);
    assertThat(number(job, "/lines/imported")).isEqualTo(541_909);
    assertThat(desk.count("orders", "TRUE") - before).isEqualTo(25_900);
    ImportJob again = desk.run(Desk.RETAIL, content);
    assertThat(number(again, "/lines/existing")).isEqualTo(541_909);
    assertThat(number(again, "/lines/imported")).isZero();
  }
}
