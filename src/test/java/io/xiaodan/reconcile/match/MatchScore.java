package io.xiaodan.reconcile.match;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How right matches are, held against what payments were really for.
 *
 * @param automatic matches that stood by themselves
 * @param wrong of these, those that were for something else, each in words
 * @param payable receipts that were for something
 * @param right automatic ones that were right
 * @param first receipts whose first proposal, automatic or not, was right
 * @param among receipts of which one of the proposals was right
 */
public record MatchScore(
    int automatic, List<String> wrong, int payable, int right, int first, int among) {

  public static MatchScore of(NoisyPayments payments, List<Matching.Found> found) {
    int automatic = 0;
    int payable = 0;
    int right = 0;
    int first = 0;
    int among = 0;
    List<String> wrong = new ArrayList<>();
    for (Matching.Found one : found) {
      Set<String> truth = payments.truth(one.incoming());
      List<Set<String>> sets = one.matches().stream().map(MatchScore::items).toList();
      boolean best = !sets.isEmpty() && sets.getFirst().equals(truth);
      payable += truth.isEmpty() ? 0 : 1;
      first += best ? 1 : 0;
      among += !truth.isEmpty() && sets.contains(truth) ? 1 : 0;
      if (one.automatic()) {
        automatic++;
        right += best ? 1 : 0;
        if (!best) {
          wrong.add(
              payments.kind(one.incoming())
                  + " "
                  + one.incoming()
                  + " for "
                  + truth
                  + ", taken for "
                  + one.matches().getFirst());
        }
      }
    }
    return new MatchScore(automatic, wrong, payable, right, first, among);
  }

  private static Set<String> items(Match match) {
    return match.shares().stream().map(Share::item).collect(Collectors.toSet());
  }

  public double precision() {
    return automatic == 0 ? 1 : (double) right / automatic;
  }

  public double recall() {
    return (double) right / payable;
  }

  @Override
  public String toString() {
    return "automatic %d, wrong %d, precision %s, recall %s; first proposal right %s, one of the proposals %s (of %d)"
        .formatted(
            automatic,
            wrong.size(),
            rounded(precision(), 5),
            rounded(recall(), 3),
            rounded((double) first / payable, 3),
            rounded((double) among / payable, 3),
            payable);
  }

  private static String rounded(double share, int places) {
    return BigDecimal.valueOf(share).setScale(places, RoundingMode.HALF_UP).toPlainString();
  }

  /** The share of each kind that was matched automatically and rightly. */
  public static Map<String, String> byKind(NoisyPayments payments, List<Matching.Found> found) {
    Map<String, int[]> counts = new TreeMap<>();
    for (Matching.Found one : found) {
      int[] count = counts.computeIfAbsent(payments.kind(one.incoming()), _ -> new int[3]);
      Set<String> truth = payments.truth(one.incoming());
      boolean best = !one.matches().isEmpty() && items(one.matches().getFirst()).equals(truth);
      count[0]++;
      count[1] += one.automatic() && best ? 1 : 0;
      count[2] += best ? 1 : 0;
    }
    Map<String, String> shares = new TreeMap<>();
    counts.forEach((kind, count) ->
        shares.put(kind, count[0] + ": " + count[1] + " automatic, " + count[2] + " first"));
    return shares;
  }
}
