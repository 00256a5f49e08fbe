package io.xiaodan.reconcile;

import io.xiaodan.exchange.PlainSheets;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Messages;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.Workspace;
import io.xiaodan.print.PlainPaper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Statements of account: on the screen, on paper and as a sheet. */
@Component
public class Statements {

  private final Desk desk;
  private final OwedItems owed;
  private final PlainPaper paper;
  private final PlainSheets sheets;
  private final Messages messages;
  private final Workspace workspace;

  Statements(
      Desk desk,
      OwedItems owed,
      PlainPaper paper,
      PlainSheets sheets,
      Messages messages,
      Workspace workspace) {
    this.desk = desk;
    this.owed = owed;
    this.paper = paper;
    this.sheets = sheets;
    this.messages = messages;
    this.workspace = workspace;
  }

  /**
   * The statement of a customer and period, both days included.
   *
   * @throws io.xiaodan.kernel.ProblemException forbidden; not found; invalid for a period that ends
   *     before it begins
   */
  public Statement of(Actor actor, UUID customer, LocalDate from, LocalDate to) {
    return of(desk.open(actor), customer, from, to);
  }

  Statement of(Desk.Open open, UUID customer, LocalDate from, LocalDate to) {
    if (to.isBefore(from)) {
      throw Problem.invalid(List.of(Violation.at("to", Message.of("reconcile.period"))))
          .exception();
    }
    BigDecimal opening = BigDecimal.ZERO.setScale(2);
    List<Statement.Line> bare = new ArrayList<>();
    for (Owed item : owed.all(open.blueprint(), open.of(), to, customer)) {
      if (item.date().isBefore(from)) {
        opening = opening.add(item.amount());
      } else {
        boolean back = item.amount().signum() < 0;
        bare.add(
            line(
                "item:" + item.id(),
                item.date(),
                "item",
                item.title(),
                back ? BigDecimal.ZERO : item.amount(),
                back ? item.amount().negate() : BigDecimal.ZERO));
      }
    }
    for (OwedItems.Receipt one : owed.receipts(open.blueprint(), open.of(), to, customer)) {
      if (one.day().isBefore(from)) {
        opening = opening.subtract(one.amount()).subtract(one.letGo());
        continue;
      }
      String number = one.number() == null ? "" : one.number();
      bare.add(
          line("receipt:" + one.id(), one.day(), "receipt", number, BigDecimal.ZERO, one.amount()));
      if (one.letGo().signum() != 0) {
        bare.add(
            line(
                "difference:" + one.id(),
                one.day(),
                "difference",
                number,
                BigDecimal.ZERO,
                one.letGo()));
      }
    }
    String name = owed.names(open.of(), List.of(customer)).getOrDefault(customer, "");
    return summed(customer, name, from, to, opening, bare);
  }

  private static Statement.Line line(
      String key, LocalDate day, String kind, String number, BigDecimal debit, BigDecimal credit) {
    return new Statement.Line(key, day, kind, number, debit, credit, BigDecimal.ZERO);
  }

  private static Statement summed(
      UUID customer,
      String name,
      LocalDate from,
      LocalDate to,
      BigDecimal opening,
      List<Statement.Line> bare) {
    bare.sort(
        Comparator.comparing(Statement.Line::day)
            .thenComparing(Statement.Line::kind)
            .thenComparing(Statement.Line::number)
            .thenComparing(Statement.Line::key));
    List<Statement.Line> lines = new ArrayList<>();
    BigDecimal balance = opening;
    BigDecimal debits = BigDecimal.ZERO.setScale(2);
    BigDecimal credits = BigDecimal.ZERO.setScale(2);
    for (Statement.Line one : bare) {
      balance = balance.add(one.debit()).subtract(one.credit());
      debits = debits.add(one.debit());
      credits = credits.add(one.credit());
      lines.add(
          new Statement.Line(
              one.key(), one.day(), one.kind(), one.number(), one.debit(), one.credit(), balance));
    }
    return new Statement(customer, name, from, to, opening, lines, debits, credits, balance);
  }

  private String word(Actor actor, String key, Object... arguments) {
    return messages.text(Message.of("reconcile.statement." + key, arguments), actor.language());
  }

  private List<String> header(Actor actor) {
    return List.of("day", "kind", "number", "debit", "credit", "balance").stream()
        .map(key -> word(actor, key))
        .toList();
  }

  private List<List<String>> rows(Actor actor, Statement statement) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            statement.from().toString(),
            word(actor, "opening"),
            "",
            "",
            "",
            statement.opening().toPlainString()));
    for (Statement.Line line : statement.lines()) {
      rows.add(
          List.of(
              line.day().toString(),
              word(actor, "kind_" + line.kind()),
              line.number(),
              money(line.debit()),
              money(line.credit()),
              line.balance().toPlainString()));
    }
    return rows;
  }

  private List<String> totals(Actor actor, Statement statement) {
    return List.of(
        statement.to().toString(),
        word(actor, "closing"),
        "",
        statement.debits().toPlainString(),
        statement.credits().toPlainString(),
        statement.closing().toPlainString());
  }

  private static String money(BigDecimal amount) {
    return amount.signum() == 0 ? "" : amount.toPlainString();
  }

  /** The statement as PDF. */
  public byte[] pdf(Actor actor, Statement statement) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(word(actor, "customer"), statement.name());
    facts.put(word(actor, "period"), statement.from() + " — " + statement.to());
    List<String> names = header(actor);
    List<Integer> widths = List.of(22, 20, 36, 24, 24, 26);
    List<PlainPaper.Column> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(new PlainPaper.Column(names.get(i), widths.get(i), i > 2));
    }
    return paper.draw(
        new PlainPaper.Document(
            word(actor, "title"),
            facts,
            columns,
            rows(actor, statement),
            totals(actor, statement),
            List.of(
                word(actor, "please", "closing", statement.closing().toPlainString()),
                word(actor, "signs")),
            workspace.name()));
  }

  /** The statement as a workbook. */
  public byte[] sheet(Actor actor, Statement statement) throws IOException {
    List<List<String>> rows = new ArrayList<>(rows(actor, statement));
    rows.add(totals(actor, statement));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    sheets.write(out, true, word(actor, "title"), header(actor), rows);
    return out.toByteArray();
  }

  /** What a file of it is called. */
  public String name(Actor actor, Statement statement, String ending) {
    return word(actor, "title")
        + "-"
        + statement.name()
        + "-"
        + statement.from()
        + "-"
        + statement.to()
        + "."
        + ending;
  }
}
