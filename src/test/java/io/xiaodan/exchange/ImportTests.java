package io.xiaodan.exchange;

import static io.xiaodan.exchange.Desk.line;
import static io.xiaodan.exchange.Desk.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.Language;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.platform.Ids;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import io.xiaodan.record.Write;
import io.xiaodan.support.ServerTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Files come in through the record door, and every line is accounted for. */
@ServerTest
@Import(Desk.class)
class ImportTests {

  private static final String CUSTOMERS =
      """
      {"kind": "import", "key": "own", "label": "Customers", "columns": {"no": "编号", "name": "名称", "phone": "电话"},
       "leaveOut": [{"key": "test_rows", "when": "STARTSWITH(name, \\"测试\\")"}],
       "targets": [{"form": "customers", "key": "code", "duplicates": "MODE", "values": {"code": "no", "name": "name", "phone": "phone"}}]}
      """;

  @Autowired private Desk desk;
  @Autowired private Imports imports;
  @Autowired private ImportStore store;
  @Autowired private Records records;
  @Autowired private ImportWork work;
  @Autowired private ImportFiles files;
  @Autowired private Ids ids;
  @Autowired private JdbcTemplate database;
  @Autowired private Workspace workspace;

  @Test
  void makesOneRecordOfAllLinesWithTheSameKeyWhereverTheyStand() throws Exception {
    ImportJob job =
        desk.retail(
            line("G1", "P1", "2", "5"),
            line("G1", "P2", "1", "2.5"),
            line("G2", "P1", "1", "5"),
            line("G1", "P3", "4", "1"));
    assertThat(job.state()).isEqualTo(ImportJob.State.DONE);
    assertThat(number(job, "/lines/imported")).isEqualTo(4);
    assertThat(number(job, "/forms/2/created")).isEqualTo(2);
    assertThat(desk.first("orders", "external_no = \"G1\""))
        .contains("amount=16.50", "order_no=ORG1", "total_quantity=7.000", "status=completed");
  }

  @Test
  void toldWhenTheRecordsCameToBe() throws Exception {
    desk.retail(line("T1", "P1", "2", "5"));
    assertThat(desk.first("orders", "external_no = \"T1\""))
        .contains("createdAt=2026-01-05T10:30:00Z");
    assertThat(
            database.queryForObject(
                "SELECT e.at::text || e.origin FROM %s e JOIN %s o ON o.id = e.record_id WHERE o.external_no = 'T1' AND e.kind = 'created'"
                    .formatted(workspace.table("event"), workspace.table("f_orders")),
                String.class))
        .startsWith("2026-01-05")
        .endsWith("import");
  }

  @Test
  void writesAnOrderOfBeforeOnceWithTheTracksThatFollowFromIt() throws Exception {
    desk.retail(line("W1", "P1", "2", "5"), line("CW2", "P1", "-1", "5"));
    assertThat(desk.first("orders", "external_no = \"W1\""))
        .contains("paid_amount=10.00", "invoiced_amount=10.00")
        .contains("payment_status=settled", "invoice_status=invoiced");
    assertThat(desk.first("orders", "external_no = \"CW2\""))
        .contains("reversed_amount=5.00", "paid_amount=-5.00");
    assertThat(
            database.queryForList(
                "SELECT concat(o.external_no, ' ', o.rev, ' ', count(e.*), ' ', (SELECT count(*) FROM xiaodan.scheduled_tasks j WHERE j.task_instance LIKE '%%/' || o.id)) FROM %s o JOIN %s e ON e.record_id = o.id WHERE o.external_no IN ('W1', 'CW2') GROUP BY o.id ORDER BY 1"
                    .formatted(workspace.table("f_orders"), workspace.table("event")),
                String.class))
        .as("revision, events, and jobs that would write it again")
        .containsExactly("CW2 1 1 0", "W1 1 1 0");
  }

  @Test
  void statesTheTypeOfAnOrderByTheRuleOfTheMapping() throws Exception {
    desk.retail(
        line("C9", "P1", "-2", "5"),
        line("N9", "P1", "3", "0"),
        line("N9", "P2", "3", "1"),
        line("A9", "P1", "3", "0"),
        line("B9", "P1", "-3", "2"),
        "D9,P1,,1,2026-01-05 10:30:00,2,,France");
    assertThat(type("C9")).isEqualTo("return");
    assertThat(type("N9")).isEqualTo("normal");
    assertThat(type("A9")).isEqualTo("adjustment");
    assertThat(type("B9")).isEqualTo("adjustment");
    assertThat(desk.count("orders", "external_no = \"D9\" and customer.code = \"UK-WALK-IN\""))
        .isEqualTo(1);
  }

  private String type(String invoice) {
    return desk.first("orders", "external_no = \"" + invoice + "\"")
        .replaceFirst(".*order_type=(\\w+).*", "$1");
  }

  @Test
  void listsWhatIsRefusedWithLineAndReasonAndImportsTheRest() throws Exception {
    ImportJob job =
        desk.retail(
            line("R1", "P1", "2", "5"),
            line("R2", "P1", "zwei", "5"),
            line("R2", "P2", "1", "5"),
            line("", "P1", "1", "5"),
            ",,,,,,,",
            "R4,P1,too few");
    assertThat(job.state()).isEqualTo(ImportJob.State.DONE);
    assertThat(number(job, "/lines/imported")).isEqualTo(1);
    assertThat(number(job, "/lines/refused")).isEqualTo(4);
    assertThat(number(job, "/lines/leftOut/blank")).isEqualTo(1);
    assertThat(job.report()).isNotNull();
    assertThat(job.report().path("balanced").asBoolean()).isTrue();
    List<String> refused = desk.refused(job);
    assertThat(refused).hasSize(5);
    assertThat(refused.getFirst()).isEqualTo(Desk.HEADER + ",行号,原因");
    assertThat(refused.get(1))
        .startsWith("R2,P1,\"A, THING\",zwei")
        .contains(",3,")
        .contains("zwei");
    assertThat(refused.get(2)).contains(",4,与第 3 行同属一张单据");
    assertThat(refused.get(3)).contains(",5,外部单号为空");
    assertThat(refused.get(4)).contains(",7,这一行有 3 格");
  }

  @Test
  void neutralisesCellsThatASpreadsheetWouldRun() throws Exception {
    ImportJob job =
        desk.retail("\"=cmd|' /C calc'!A0\",@P1,+1+1,bad,2026-01-05 10:30:00,-5,7001,France");
    assertThat(desk.refused(job).get(1))
        .startsWith("'=cmd|' /C calc'!A0,'@P1,'+1+1,bad,2026-01-05 10:30:00,-5,");
  }

  @Test
  void changesNothingTheSecondTime() throws Exception {
    String[] lines = {line("S1", "P1", "2", "5"), line("S2", "P2", "1", "5")};
    desk.retail(lines);
    long events = events();
    ImportJob again = desk.retail(lines);
    assertThat(number(again, "/lines/existing")).isEqualTo(2);
    assertThat(number(again, "/lines/imported")).isZero();
    assertThat(number(again, "/forms/2/existing")).isEqualTo(2);
    assertThat(events()).isEqualTo(events);
  }

  /** What imports changed; fields that follow ledgers are written by the system afterwards. */
  private long events() {
    Long count =
        database.queryForObject(
            "SELECT count(*) FROM %s WHERE origin = 'import'".formatted(workspace.table("event")),
            Long.class);
    return count == null ? 0 : count;
  }

  @Test
  void changesWhatIsThereWhereTheMappingSaysSo() throws Exception {
    String header = "编号;名称;电话";
    desk.run(
        CUSTOMERS.replace("MODE", "skip"),
        Desk.text(SourceFormat.GB18030, header, "U1;东莞华强电子;13800000001", "U9;测试客户;"));
    assertThat(desk.first("customers", "code = \"U1\""))
        .contains("name=东莞华强电子", "phone=13800000001");
    assertThat(desk.count("customers", "code = \"U9\"")).isZero();

    byte[] changed = Desk.text(SourceFormat.GB18030, header, "U1;东莞华强电子;13800000002", "U2;新客户;");
    ImportJob update = desk.run(CUSTOMERS.replace("MODE", "update"), changed);
    assertThat(number(update, "/forms/0/updated")).isEqualTo(1);
    assertThat(number(update, "/lines/leftOut/not_there")).isEqualTo(1);
    ImportJob both = desk.run(CUSTOMERS.replace("MODE", "both"), changed);
    assertThat(number(both, "/forms/0/created")).isEqualTo(1);
    assertThat(number(both, "/forms/0/existing")).isEqualTo(1);
    assertThat(desk.first("customers", "code = \"U1\"")).contains("phone=13800000002");
  }

  @Test
  void recognisesChineseThatBeginsBehindTheFirstSixtyFourKilobytes() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      lines.add("L%d,plain name %d number of some length,".formatted(i % 3, i));
    }
    lines.add("LX,最后一家,");
    ImportJob job =
        desk.run(
            CUSTOMERS.replace("MODE", "skip"),
            Desk.text(SourceFormat.GB18030, "编号,名称,电话", lines.toArray(String[]::new)));
    assertThat(job.state()).isEqualTo(ImportJob.State.DONE);
    assertThat(desk.first("customers", "code = \"LX\"")).contains("最后一家");
  }

  @Test
  void readsPackedFilesOfThousandsOfLinesInAnyOrder() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      lines.add(line("K" + i % 2_000, "KP" + i % 97, "1", "1"));
    }
    Collections.shuffle(lines, new Random(5));
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(Desk.text(StandardCharsets.UTF_8, Desk.HEADER, lines.toArray(String[]::new)));
    }
    ImportJob job = desk.run(Desk.RETAIL, packed.toByteArray());
    assertThat(number(job, "/lines/imported")).isEqualTo(10_000);
    assertThat(number(job, "/forms/2/created")).isEqualTo(2_000);
    assertThat(desk.count("orders", "STARTSWITH(external_no, \"K\") and amount = 5"))
        .isEqualTo(2_000);
  }

  @Test
  void takesUpAgainAfterACrashWhatItHadBegun() throws Exception {
    String[] lines = {line("Z1", "P1", "2", "5"), line("Z2", "P2", "1", "5")};
    desk.retail(line("Y1", "P1", "1", "1"), line("Y2", "P2", "1", "1"));
    ImportJob job = desk.start(Desk.RETAIL, Desk.text(StandardCharsets.UTF_8, Desk.HEADER));
    desk.await(job.id());
    UUID id = ids.next();
    database.update(
        "INSERT INTO %1$s SELECT (jsonb_populate_record(j, jsonb_build_object('id', ?::text, 'state', 'running', 'attempts', 1))).* FROM %1$s j WHERE id = ?"
            .formatted(workspace.table("import_job")),
        id.toString(),
        job.id());
    files.store(
        id, new ByteArrayInputStream(Desk.text(StandardCharsets.UTF_8, Desk.HEADER, lines)));
    records.create(
        new Caller(desk.caller().blueprint(), Actor.system(Origin.IMPORT, id)),
        "orders",
        Write.of(
            JsonMapper.shared()
                .readTree(
                    """
                    {"external_no": "Z1", "customer": {"by": {"code": "UK7001"}}, "lines": [{"product": {"by": {"code": "P1"}}, "quantity": "2"}]}
                    """)));
    work.run(id);
    ImportJob after = store.find(id).orElseThrow();
    assertThat(after.state()).isEqualTo(ImportJob.State.DONE);
    assertThat(number(after, "/forms/2/created")).isEqualTo(2);
    assertThat(number(after, "/forms/2/existing")).isZero();
    assertThat(desk.count("orders", "STARTSWITH(external_no, \"Z\")")).isEqualTo(2);
  }

  @Test
  void stopsWhenItIsCancelledAndKeepsWhatIsWritten() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 60_000; i++) {
      lines.add(line("X" + i / 3, "XP" + i % 50, "1", "1"));
    }
    ImportJob job =
        desk.start(
            Desk.RETAIL,
            Desk.text(StandardCharsets.UTF_8, Desk.HEADER, lines.toArray(String[]::new)));
    imports.cancel(Desk.SYSTEM, job.id());
    ImportJob after = desk.await(job.id());
    assertThat(after.state()).isEqualTo(ImportJob.State.CANCELLED);
    assertThat(desk.count("orders", "STARTSWITH(external_no, \"X\")")).isLessThan(20_000);
  }

  @Test
  void saysWhatIsWrongWithAFileAsAWhole() throws Exception {
    ImportJob job = desk.run(Desk.RETAIL, "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    assertThat(job.state()).isEqualTo(ImportJob.State.FAILED);
    assertThat(job.problem()).isNotNull();
    assertThat(job.problem().in(Language.ZH)).contains("InvoiceNo", "StockCode");
  }

  @Test
  void refusesMappingsThatAreNoneAndPeopleWhoMayNot() {
    assertThatThrownBy(() -> desk.start("nothing", new byte[] {1}))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("mapping_unknown");
    assertThatThrownBy(
            () -> desk.start(CUSTOMERS.replace("\"MODE\"", "\"perhaps\""), new byte[] {1}))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("blueprint.shape");
    assertThatThrownBy(() ->
            desk.start(
                CUSTOMERS
                    .replace("MODE", "skip")
                    .replace("\"code\": \"no\"", "\"code\": \"nobody\""),
                new byte[] {1}))
        .isInstanceOf(ProblemException.class);
    Actor sales = new Actor(ids.next(), "S", Set.of("sales"), Language.ZH, Origin.USER, null);
    assertThatThrownBy(() ->
            imports.start(
                sales,
                new NewImport("a.csv", Desk.RETAIL, false),
                new ByteArrayInputStream(new byte[] {1})))
        .hasMessageContaining("exchange.may_not_import");
  }
}
