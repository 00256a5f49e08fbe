package io.xiaodan.reconcile;

import io.xiaodan.exchange.PlainSheets;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Creation;
import io.xiaodan.record.Records;
import io.xiaodan.record.Write;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Statements of banks and payment services come in; each line once, however often its file does.
 */
@Component
public class BankStatements {

  private static final int MOST_ROWS = 50_000;
  private static final int MOST_REFUSED = 50;

  private final Desk desk;
  private final PlainSheets sheets;
  private final Records records;
  private final JdbcTemplate database;
  private final Workspace workspace;
  private final JsonMapper json;

  BankStatements(
      Desk desk,
      PlainSheets sheets,
      Records records,
      JdbcTemplate database,
      Workspace workspace,
      JsonMapper json) {
    this.desk = desk;
    this.sheets = sheets;
    this.records = records;
    this.database = database;
    this.workspace = workspace;
    this.json = json;
  }

  /**
   * What became of a file. Every row below the header is in exactly one of the numbers.
   *
   * @param layout that was recognised
   * @param imported lines that are new
   * @param known lines that were there already
   * @param leftOut rows that are no finished movement of money
   * @param refused rows with the reason, the first 50
   */
  public record Report(
      Label layout,
      int imported,
      int incoming,
      int known,
      int leftOut,
      int refusedRows,
      List<Refused> refused) {}

  /** A row that did not come in. */
  public record Refused(long row, Message why) {}

  /**
   * Takes a statement.
   *
   * @param name of the file
   * @throws io.xiaodan.kernel.ProblemException invalid for a file that cannot be read or whose
   *     columns nobody knows; forbidden
   */
  public Report take(Actor actor, String name, InputStream content) throws IOException {
    Desk.Open open = desk.open(actor);
    Receivables.Bank bank = bank(open.of());
    StatementRows.Read read =
        StatementRows.read(sheets.rows(name, content, MOST_ROWS), bank.layouts(), workspace.zone());
    Set<String> known = known(bank, read);
    List<StatementRows.Line> fresh = new ArrayList<>();
    Set<String> seen = new HashSet<>(known);
    for (StatementRows.Line line : read.lines()) {
      if (seen.add(line.number())) {
        fresh.add(line);
      }
    }
    List<Refused> refused = new ArrayList<>();
    read.refused().forEach(one -> refused.add(new Refused(one.row(), one.why())));
    int made = 0;
    int incoming = 0;
    List<Write> writes =
        fresh.stream().map(line -> Write.of(values(bank, read.layout(), line))).toList();
    Caller caller = open.caller();
    List<Creation> created = records.createAll(caller, bank.form().key(), writes);
    for (int i = 0; i < created.size(); i++) {
      switch (created.get(i)) {
        case Creation.Made _ -> {
          made++;
          incoming += fresh.get(i).incoming() ? 1 : 0;
        }
        case Creation.Refused(Problem problem) ->
            refused.add(
                new Refused(
                    fresh.get(i).row(),
                    problem.violations().isEmpty()
                        ? problem.message()
                        : problem.violations().getFirst().message()));
      }
    }
    return new Report(
        read.layout().label(),
        made,
        incoming,
        read.lines().size() - fresh.size(),
        read.leftOut(),
        refused.size(),
        refused.stream().limit(MOST_REFUSED).toList());
  }

  private static Receivables.Bank bank(Receivables of) {
    if (of.bank() == null) {
      throw Problem.of(ProblemKind.CONFLICT, "reconcile.no_bank").exception();
    }
    return of.bank();
  }

  private Set<String> known(Receivables.Bank bank, StatementRows.Read read) {
    return new HashSet<>(
        database.queryForList(
            "SELECT "
                + Workspace.quote(bank.number())
                + " FROM "
                + workspace.table(bank.form().table())
                + " WHERE "
                + Workspace.quote(bank.number())
                + " = ANY (?::text[])",
            String.class,
            (Object) read.lines().stream().map(StatementRows.Line::number).toArray(String[]::new)));
  }

  private ObjectNode values(Receivables.Bank bank, BankLayout layout, StatementRows.Line line) {
    ObjectNode values = json.createObjectNode();
    values.put(bank.number(), line.number());
    values.put(bank.at(), line.at().toString());
    values.put(bank.direction(), line.incoming() ? "in" : "out");
    values.put(bank.amount(), line.amount().toPlainString());
    put(values, bank.payer(), line.payer());
    put(values, bank.account(), line.account());
    put(values, bank.remark(), line.remark());
    put(values, bank.channel(), layout.channel());
    return values;
  }

  private static void put(ObjectNode values, @Nullable String field, @Nullable String text) {
    if (field != null && text != null && !text.isEmpty()) {
      values.put(field, text);
    }
  }
}
