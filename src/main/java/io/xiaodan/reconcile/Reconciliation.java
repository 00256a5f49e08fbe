package io.xiaodan.reconcile;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.reconcile.match.Incoming;
import io.xiaodan.reconcile.match.Match;
import io.xiaodan.reconcile.match.MatchSettings;
import io.xiaodan.reconcile.match.Matching;
import io.xiaodan.reconcile.match.OpenItem;
import io.xiaodan.reconcile.match.Payer;
import io.xiaodan.record.ListQuery;
import io.xiaodan.record.RecordLists;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lines of statements that wait for somebody, with what they may be for and why. */
@Component
public class Reconciliation {

  private static final int MOST = 500;

  private final Desk desk;
  private final OwedItems owed;
  private final PayerBook payers;
  private final RecordLists lists;
  private final MatchWriting writing;
  private final AtomicReference<@Nullable Matched> last = new AtomicReference<>();

  Reconciliation(
      Desk desk, OwedItems owed, PayerBook payers, RecordLists lists, MatchWriting writing) {
    this.desk = desk;
    this.owed = owed;
    this.payers = payers;
    this.lists = lists;
    this.writing = writing;
  }

  /** Whether somebody finds anything here. */
  public boolean isThere(Blueprint blueprint, Actor actor) {
    return desk.isThere(blueprint, actor);
  }

  /**
   * A line that waits.
   *
   * @param matches what it may be for, the surest first
   * @param sure whether the first needs nobody's consent
   */
  public record Waiting(
      UUID id,
      long rev,
      String number,
      Instant at,
      BigDecimal amount,
      String payer,
      String account,
      String remark,
      boolean sure,
      List<Match> matches) {}

  /**
   * An item or a customer that matches speak of.
   *
   * @param open what is still owed; null for a customer
   */
  public record Named(
      UUID id,
      String title,
      @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal open) {}

  /**
   * The worklist.
   *
   * @param more whether there are more than are shown
   */
  public record Worklist(
      List<Waiting> lines, boolean more, Map<String, Named> items, Map<String, String> customers) {}

  /**
   * What waits, the oldest first, at most 500.
   *
   * @throws ProblemException forbidden; not found; conflict where no statements are kept
   */
  public Worklist worklist(Actor actor) {
    return worklist(desk.open(actor));
  }

  private Worklist worklist(Desk.Open open) {
    Receivables.Bank bank = bank(open.of());
    var page =
        lists.page(
            open.caller(),
            bank.form().key(),
            new ListQuery(
                "%s = \"unmatched\" and %s = \"in\"".formatted(bank.state(), bank.direction()),
                bank.at(),
                null,
                false,
                MOST,
                null));
    List<Owed> items = owed.open(open.blueprint(), open.of(), owed.today(), null);
    List<Waiting> bare = page.items().stream().map(item -> waiting(bank, item)).toList();
    List<Matching.Found> found =
        matched(
            bare.stream()
                .map(line ->
                    new Incoming(
                        line.id().toString(),
                        line.at().atZone(java.time.ZoneOffset.UTC).toLocalDate(),
                        cents(line.amount()),
                        line.payer(),
                        line.account(),
                        line.remark()))
                .toList(),
            items.stream()
                .filter(item -> item.open().signum() > 0)
                .map(Reconciliation::item)
                .toList(),
            payers.all(open.of()),
            open.of().matching());
    List<Waiting> lines = new ArrayList<>();
    for (int i = 0; i < bare.size(); i++) {
      lines.add(with(bare.get(i), found.get(i)));
    }
    return new Worklist(lines, page.next() != null, named(lines, items), customers(open, lines));
  }

  /** What was matched last, with all that it followed from. */
  private record Matched(
      List<Incoming> lines,
      List<OpenItem> items,
      List<Payer> payers,
      MatchSettings settings,
      List<Matching.Found> found) {

    boolean isOf(List<Incoming> others, List<OpenItem> open, List<Payer> known, MatchSettings set) {
      return settings.equals(set)
          && lines.equals(others)
          && payers.equals(known)
          && items.equals(open);
    }
  }

  /**
   * Matching is a function of what it is given: who looks again while nothing has changed is told
   * what was found before.
   */
  private List<Matching.Found> matched(
      List<Incoming> lines, List<OpenItem> items, List<Payer> known, MatchSettings settings) {
    Matched before = last.get();
    if (before != null && before.isOf(lines, items, known, settings)) {
      return before.found();
    }
    List<Matching.Found> found = Matching.run(lines, items, known, settings);
    last.set(new Matched(lines, items, known, settings, found));
    return found;
  }

  static Receivables.Bank bank(Receivables of) {
    if (of.bank() == null) {
      throw Problem.of(ProblemKind.CONFLICT, "reconcile.no_bank").exception();
    }
    return of.bank();
  }

  static long cents(BigDecimal amount) {
    return amount.movePointRight(2).setScale(0, java.math.RoundingMode.HALF_UP).longValueExact();
  }

  static OpenItem item(Owed owed) {
    BigDecimal deposit = owed.deposit().subtract(owed.received());
    return new OpenItem(
        owed.id().toString(),
        owed.customer().toString(),
        owed.date(),
        owed.due(),
        cents(owed.open()),
        owed.references().isEmpty() ? List.of(owed.title()) : owed.references(),
        deposit.signum() > 0 ? cents(deposit) : 0);
  }

  private static Waiting waiting(Receivables.Bank bank, Map<String, @Nullable Object> item) {
    Map<?, ?> values = item.get("values") instanceof Map<?, ?> all ? all : Map.of();
    return new Waiting(
        UUID.fromString(String.valueOf(item.get("id"))),
        Long.parseLong(String.valueOf(item.get("rev"))),
        text(values, bank.number()),
        Instant.parse(String.valueOf(values.get(bank.at()))),
        new BigDecimal(String.valueOf(values.get(bank.amount()))),
        text(values, bank.payer()),
        text(values, bank.account()),
        text(values, bank.remark()),
        false,
        List.of());
  }

  private static String text(Map<?, ?> values, @Nullable String field) {
    Object value = field == null ? null : values.get(field);
    return value == null ? "" : value.toString();
  }

  private static Waiting with(Waiting line, Matching.Found found) {
    return new Waiting(
        line.id(),
        line.rev(),
        line.number(),
        line.at(),
        line.amount(),
        line.payer(),
        line.account(),
        line.remark(),
        found.automatic(),
        found.matches());
  }

  private static Map<String, Named> named(List<Waiting> lines, List<Owed> items) {
    Map<String, Owed> all = new LinkedHashMap<>();
    items.forEach(item -> all.put(item.id().toString(), item));
    Map<String, Named> named = new LinkedHashMap<>();
    lines.stream()
        .flatMap(line -> line.matches().stream())
        .flatMap(match -> match.shares().stream())
        .forEach(share -> {
          Owed item = all.get(share.item());
          if (item != null) {
            named.put(share.item(), new Named(item.id(), item.title(), item.open()));
          }
        });
    return named;
  }

  private Map<String, String> customers(Desk.Open open, List<Waiting> lines) {
    List<UUID> ids =
        lines.stream()
            .flatMap(line -> line.matches().stream())
            .map(match -> UUID.fromString(match.customer()))
            .distinct()
            .toList();
    Map<String, String> names = new LinkedHashMap<>();
    owed.names(open.of(), ids).forEach((id, name) -> names.put(id.toString(), name));
    return names;
  }

  /** What a customer owes now, for choosing by hand. */
  public List<Named> openOf(Actor actor, UUID customer) {
    Desk.Open open = desk.open(actor);
    return owed.open(open.blueprint(), open.of(), owed.today(), customer).stream()
        .filter(item -> item.open().signum() > 0)
        .map(item -> new Named(item.id(), item.title(), item.open()))
        .toList();
  }

  /**
   * A decision about a line.
   *
   * @param shares what goes to which item, and what is let go of it
   * @param learn whether the payer's name is kept as a name of the customer
   */
  public record Decision(
      UUID customer, List<Part> shares, boolean learn, String tier, int confidence, String reason) {

    /**
     * A part for one item.
     *
     * @param difference what is missing and let go
     */
    public record Part(UUID item, BigDecimal amount, BigDecimal difference) {}
  }

  /**
   * Makes a receipt of a line and spreads it; all or nothing.
   *
   * @param rev the line as it was seen
   * @return the receipt
   * @throws ProblemException conflict where the line is not waiting any more, or an item is not
   *     open so far any more; invalid; forbidden by the rights on receipts and lines
   */
  public UUID accept(Actor actor, UUID line, long rev, Decision decision) {
    return writing.accept(desk.open(actor), line, rev, decision);
  }

  /** Takes a match back: its receipt goes to the recycle bin, the line waits again. */
  public void undo(Actor actor, UUID line) {
    writing.undo(desk.open(actor), line);
  }

  /** Says that a line is for nothing that is owed, or that it is after all. */
  public void ignore(Actor actor, UUID line, boolean ignored) {
    writing.ignore(desk.open(actor), line, ignored);
  }

  /**
   * Accepts everything that is sure; what cannot be written stays on the worklist.
   *
   * @return how many lines were accepted
   */
  public int acceptSure(Actor actor) {
    Desk.Open open = desk.open(actor);
    int accepted = 0;
    for (Waiting line : worklist(open).lines()) {
      if (line.sure()) {
        Match match = line.matches().getFirst();
        try {
          writing.accept(open, line.id(), line.rev(), decision(match, actor));
          accepted++;
        } catch (ProblemException e) {
          if (e.problem().kind() == ProblemKind.FORBIDDEN) {
            throw e;
          }
        }
      }
    }
    return accepted;
  }

  private Decision decision(Match match, Actor actor) {
    List<Decision.Part> parts = new ArrayList<>();
    long difference = Math.max(0, match.difference());
    int largest = 0;
    for (int i = 1; i < match.shares().size(); i++) {
      if (match.shares().get(i).cents() > match.shares().get(largest).cents()) {
        largest = i;
      }
    }
    for (int i = 0; i < match.shares().size(); i++) {
      parts.add(
          new Decision.Part(
              UUID.fromString(match.shares().get(i).item()),
              BigDecimal.valueOf(match.shares().get(i).cents(), 2),
              i == largest ? BigDecimal.valueOf(difference, 2) : BigDecimal.ZERO));
    }
    return new Decision(
        UUID.fromString(match.customer()),
        parts,
        false,
        match.tier().key(),
        match.confidence(),
        writing.text(match.reasons(), actor));
  }
}
