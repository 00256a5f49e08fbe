package io.xiaodan.bench;

import io.xiaodan.reconcile.match.MatchScore;
import io.xiaodan.reconcile.match.MatchSettings;
import io.xiaodan.reconcile.match.Matching;
import io.xiaodan.reconcile.match.NoisyPayments;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Matches 10,000 receipts with 10,000 open items, beside a plain join on number and amount. */
final class MatchingBench {

  private MatchingBench() {}

  public static void main(String[] arguments) {
    int size = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
    NoisyPayments warm = new NoisyPayments(1, 1_000);
    Matching.run(warm.incoming(), warm.open(), warm.payers(), MatchSettings.standard());
    double worst = 0;
    double seconds = 0;
    double joined = 0;
    int receipts = 0;
    for (long seed : new long[] {20_261_130, 7, 42}) {
      NoisyPayments payments = new NoisyPayments(seed, size);
      long started = System.nanoTime();
      List<Matching.Found> found =
          Matching.run(
              payments.incoming(), payments.open(), payments.payers(), MatchSettings.standard());
      double took = (System.nanoTime() - started) / 1e9;
      MatchScore score = MatchScore.of(payments, found);
      System.out.printf(
          Locale.ROOT,
          "seed %d: %d receipts against %d items in %.2f s: %s%n",
          seed,
          payments.incoming().size(),
          payments.open().size(),
          took,
          score);
      seconds += took;
      worst = Math.max(worst, took);
      receipts += payments.incoming().size();
      joined += join(payments);
    }
    Table.line("matching", receipts / seconds, receipts / joined, worst * 1_000, "");
  }

  /** What a spreadsheet does: looks amount and name up exactly. */
  private static double join(NoisyPayments payments) {
    long started = System.nanoTime();
    Map<String, String> names = new HashMap<>();
    payments.payers().forEach(payer -> names.put(payer.name(), payer.id()));
    Map<String, String> items = new HashMap<>();
    payments.open().forEach(item -> items.put(item.customer() + " " + item.cents(), item.id()));
    long hits =
        payments.incoming().stream()
            .filter(one -> items.containsKey(names.get(one.payer()) + " " + one.cents()))
            .count();
    double seconds = (System.nanoTime() - started) / 1e9;
    System.out.printf(
        Locale.ROOT, "  a lookup of name and amount finds %d of them in %.3f s%n", hits, seconds);
    return seconds;
  }
}
