package io.xiaodan.reconcile.match;

import io.xiaodan.kernel.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds what receipts are for: first those that say so, then those whose payer owes exactly that,
 * in one item or in several that belong together. What is matched surely enough takes its items
 * away before the next one is looked at; everything else is a proposal.
 *
 * <p>The figures of confidence are ranks, set so that on generated data with typing errors, merged
 * and split payments nothing at or above the standard threshold is wrong.
 */
public final class Matching {

  private static final int BY_NUMBER = 99;
  private static final int CONTRADICTS = 75;
  private static final int DOUBTFUL = 79;
  private static final int MOST_SETS = 6;
  private static final int MOST_PROPOSALS = 4;

  private final Book book;
  private final ReferenceIndex references;
  private final PayerIndex payers;
  private final MatchSettings settings;

  private Matching(Collection<OpenItem> open, Collection<Payer> payers, MatchSettings settings) {
    this.book = new Book(open);
    this.references = new ReferenceIndex(open);
    this.payers = new PayerIndex(payers);
    this.settings = settings;
  }

  /**
   * What was found for a receipt.
   *
   * @param automatic whether the first match is sure enough to stand by itself
   * @param matches the surest first; none where nobody can be meant
   */
  public record Found(String incoming, boolean automatic, List<Match> matches) {
    public Found {
      matches = List.copyOf(matches);
    }
  }

  /** Matches receipts with what is open; in the order of the receipts. */
  public static List<Found> run(
      Collection<Incoming> incoming,
      Collection<OpenItem> open,
      Collection<Payer> payers,
      MatchSettings settings) {
    return new Matching(open, payers, settings).run(incoming);
  }

  private List<Found> run(Collection<Incoming> incoming) {
    List<Incoming> byDate = new ArrayList<>(incoming);
    byDate.sort(Comparator.comparing(Incoming::date).thenComparing(Incoming::id));
    Map<String, Found> found = new LinkedHashMap<>();
    for (Tier first : List.of(Tier.REFERENCE, Tier.AMOUNT)) {
      for (Incoming one : byDate) {
        if (!found.containsKey(one.id())) {
          List<Match> matches = first == Tier.REFERENCE ? guessByReference(one) : guess(one);
          if (!matches.isEmpty() && matches.getFirst().confidence() >= settings.threshold()) {
            book.take(matches.getFirst());
            found.put(one.id(), new Found(one.id(), true, best(matches)));
          }
        }
      }
    }
    List<Found> all = new ArrayList<>();
    for (Incoming one : incoming) {
      Found sure = found.get(one.id());
      all.add(sure != null ? sure : new Found(one.id(), false, best(guess(one))));
    }
    return all;
  }

  private static List<Match> best(List<Match> matches) {
    Map<Set<Share>, Match> distinct = new LinkedHashMap<>();
    matches.forEach(match -> distinct.putIfAbsent(new LinkedHashSet<>(match.shares()), match));
    return distinct.values().stream().limit(MOST_PROPOSALS).toList();
  }

  /** Only what the payer wrote, which is quickly found. */
  private List<Match> guessByReference(Incoming one) {
    List<Match> all = new ArrayList<>();
    List<OpenItem> named = book.of(references.find(one.remark()));
    if (!named.isEmpty()) {
      byReference(one, named, payers.find(one.payer(), one.account()), all);
    }
    all.sort(Comparator.comparingInt(Match::confidence).reversed());
    return all;
  }

  private List<Match> guess(Incoming one) {
    List<Match> all = new ArrayList<>();
    PayerIndex.Known known = payers.find(one.payer(), one.account());
    List<OpenItem> named = book.of(references.find(one.remark()));
    if (!named.isEmpty()) {
      byReference(one, named, known, all);
    }
    if (known != null) {
      byPayer(one, known, all);
    } else if (named.isEmpty() && book.isSingular(one.cents())) {
      OpenItem only = book.singular(one.cents());
      new Guesses(one, only.customer(), List.of(), all)
          .settle(List.of(only), Tier.AMOUNT, 60, reason("only_amount"));
    }
    String payer = known == null ? "" : known.customer();
    boolean contradicted =
        known != null
            && all.stream()
                .anyMatch(match ->
                    match.tier() == Tier.REFERENCE
                        && match.confidence() >= CONTRADICTS
                        && !match.customer().equals(payer));
    if (contradicted) {
      all.replaceAll(match -> match.tier() == Tier.REFERENCE ? match : match.atMost(DOUBTFUL));
    }
    all.sort(Comparator.comparingInt(Match::confidence).reversed());
    return all;
  }

  private static Message reason(String key, Object... arguments) {
    return Message.of("reconcile.reason." + key, arguments);
  }

  private static Message how(PayerIndex.Known known) {
    return switch (known.how()) {
      case NAME -> reason("name");
      case ALIAS -> reason("alias");
      case ACCOUNT -> reason("account");
      case SIMILAR -> reason("similar");
    };
  }

  /** Who pays, as far as it bears on a number that was written. */
  private enum Agreement {
    SAME,
    NOBODY,
    OTHER
  }

  private void byReference(
      Incoming one, List<OpenItem> named, PayerIndex.@Nullable Known known, List<Match> all) {
    Set<String> customers = named.stream().map(OpenItem::customer).collect(Collectors.toSet());
    String customer =
        known != null && customers.contains(known.customer())
            ? known.customer()
            : named.getFirst().customer();
    Agreement payer =
        known == null
            ? Agreement.NOBODY
            : known.customer().equals(customer) ? Agreement.SAME : Agreement.OTHER;
    List<Message> reasons = new ArrayList<>();
    if (known != null) {
      reasons.add(payer == Agreement.SAME ? how(known) : reason("other_payer"));
    }
    Guesses guesses = new Guesses(one, customer, reasons, all);
    String numbers =
        named.stream().map(item -> item.references().getFirst()).collect(Collectors.joining("、"));
    Message said = reason("reference", "numbers", numbers);
    int mixed = customers.size() > 1 ? 20 : 0;
    long missing = named.stream().mapToLong(OpenItem::cents).sum() - one.cents();
    if (Math.abs(missing) <= settings.tolerance()) {
      int slip = missing == 0 ? 0 : 3;
      guesses.settle(named, Tier.REFERENCE, agreed(payer, BY_NUMBER, 96, 80) - slip - mixed, said);
    } else if (missing > 0) {
      part(one, named, customer, payer, guesses, said, mixed);
    } else {
      more(one, named, customer, payer, guesses, said, mixed);
    }
  }

  private static int agreed(Agreement payer, int same, int nobody, int other) {
    return switch (payer) {
      case SAME -> same;
      case NOBODY -> nobody;
      case OTHER -> other;
    };
  }

  /** Less than what the named items are: a part of them, unless it is exactly something else. */
  private void part(
      Incoming one,
      List<OpenItem> named,
      String customer,
      Agreement payer,
      Guesses guesses,
      Message said,
      int mixed) {
    boolean other = !exactly(one, book.of(customer)).isEmpty();
    boolean deposit = named.size() == 1 && named.getFirst().deposit() == one.cents();
    int confidence =
        named.size() > 1 ? agreed(payer, 80, 65, 55) : agreed(payer, 92, 84, 60) - (other ? 20 : 0);
    guesses.oldest(
        named,
        Tier.REFERENCE,
        Math.min(BY_NUMBER, confidence + (deposit ? 4 : 0)) - mixed,
        deposit ? reason("deposit", "numbers", named.getFirst().references().getFirst()) : said);
  }

  /** More than what the named items are: with others they belong to, or ahead of time. */
  private void more(
      Incoming one,
      List<OpenItem> named,
      String customer,
      Agreement payer,
      Guesses guesses,
      Message said,
      int mixed) {
    List<Collection<OpenItem>> whole = new ArrayList<>();
    for (Collection<OpenItem> items : exactly(one, book.of(customer))) {
      if (items.containsAll(named)) {
        whole.add(items);
      }
    }
    if (!whole.isEmpty()) {
      guesses.settle(
          whole.getFirst(),
          Tier.REFERENCE,
          (whole.size() == 1 ? agreed(payer, 92, 82, 60) : 75) - mixed,
          said);
    }
    guesses.oldest(named, Tier.REFERENCE, agreed(payer, 74, 66, 50) - mixed, said);
  }

  /** Everything of one customer that is exactly the amount: single items and sets of them. */
  private List<Collection<OpenItem>> exactly(Incoming one, List<OpenItem> owed) {
    Map<Set<String>, Collection<OpenItem>> sets = new LinkedHashMap<>();
    for (Collection<OpenItem> set : Combinations.natural(owed, one.cents(), one.date())) {
      sets.putIfAbsent(ids(set), set);
    }
    for (List<OpenItem> set :
        Combinations.any(owed, one.cents(), 0, settings.together(), MOST_SETS)) {
      sets.putIfAbsent(ids(set), set);
    }
    return new ArrayList<>(sets.values());
  }

  private static Set<String> ids(Collection<OpenItem> items) {
    return items.stream().map(OpenItem::id).collect(Collectors.toSet());
  }

  private void byPayer(Incoming one, PayerIndex.Known known, List<Match> all) {
    List<OpenItem> owed = book.of(known.customer());
    if (owed.isEmpty()) {
      return;
    }
    Guesses guesses = new Guesses(one, known.customer(), List.of(how(known)), all);
    List<Collection<OpenItem>> exact = exactly(one, owed);
    List<Collection<OpenItem>> single = exact.stream().filter(set -> set.size() == 1).toList();
    if (!single.isEmpty()) {
      single(one, known, guesses, single, exact.size() > single.size());
    }
    if (exact.size() > single.size()) {
      several(one, known, guesses, owed, exact);
    }
    if (exact.isEmpty()) {
      inexact(one, known, guesses, owed);
    }
    long total = owed.stream().mapToLong(OpenItem::cents).sum();
    if (exact.isEmpty() || total < one.cents()) {
      boolean onlyOne = owed.size() == 1 && one.cents() < total;
      Tier tier = one.cents() < total ? Tier.INSTALMENT : Tier.CUSTOMER;
      Message why = one.cents() < total ? reason("instalment") : reason("more_than_owed");
      guesses.oldest(owed, tier, onlyOne ? 80 : 62, why);
    }
  }

  private void single(
      Incoming one,
      PayerIndex.Known known,
      Guesses guesses,
      List<Collection<OpenItem>> single,
      boolean competing) {
    if (single.size() > 1) {
      Collection<OpenItem> oldest =
          single.stream()
              .min(Comparator.comparing(set -> set.iterator().next().due()))
              .orElseThrow();
      guesses.settle(oldest, Tier.AMOUNT, 82, reason("same_amounts", "count", single.size()));
      return;
    }
    int confidence = known.isSure() ? 95 : book.isSingular(one.cents()) ? 91 : 80;
    guesses.settle(single.getFirst(), Tier.AMOUNT, competing ? 78 : confidence, reason("amount"));
  }

  private void several(
      Incoming one,
      PayerIndex.Known known,
      Guesses guesses,
      List<OpenItem> owed,
      List<Collection<OpenItem>> exact) {
    Set<Set<OpenItem>> natural = Combinations.natural(owed, one.cents(), one.date());
    boolean only = exact.size() == 1;
    for (Collection<OpenItem> set : exact) {
      if (set.size() > 1) {
        boolean belongs = natural.contains(new LinkedHashSet<>(set));
        int confidence = only ? (belongs && known.isSure() ? 93 : 85) : belongs ? 76 : 70;
        guesses.settle(
            set, Tier.COMBINATION, confidence, reason("combination", "count", set.size()));
      }
    }
  }

  /** A deposit that was agreed, or a cent or two more or less. */
  private void inexact(Incoming one, PayerIndex.Known known, Guesses guesses, List<OpenItem> owed) {
    List<OpenItem> deposits = owed.stream().filter(item -> item.deposit() == one.cents()).toList();
    if (deposits.size() == 1) {
      guesses.oldest(
          deposits,
          Tier.INSTALMENT,
          known.isSure() ? 90 : 75,
          reason("deposit", "numbers", deposits.getFirst().references().getFirst()));
    }
    List<OpenItem> near =
        owed.stream()
            .filter(item -> Math.abs(item.cents() - one.cents()) <= settings.tolerance())
            .toList();
    if (near.size() == 1) {
      guesses.settle(near, Tier.AMOUNT, known.isSure() ? 86 : 70, reason("amount"));
    } else if (near.isEmpty()) {
      List<List<OpenItem>> sets =
          Combinations.any(owed, one.cents(), settings.tolerance(), settings.together(), 2);
      if (sets.size() == 1) {
        guesses.settle(
            sets.getFirst(),
            Tier.COMBINATION,
            72,
            reason("combination", "count", sets.getFirst().size()));
      }
    }
  }
}
