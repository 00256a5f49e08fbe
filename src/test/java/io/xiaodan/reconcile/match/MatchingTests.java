package io.xiaodan.reconcile.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What money is for: tiers, reasons, and no wrong match by itself. */
class MatchingTests {

  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
  private static final List<Payer> PAYERS =
      List.of(
          new Payer("hq", "东莞华强电子（集团）有限公司", List.of("华强老板"), List.of("6222001")),
          new Payer("xy", "宁波鑫源包装有限公司", List.of(), List.of()));

  private static OpenItem item(String id, String customer, long cents, int due) {
    return new OpenItem(
        id,
        customer,
        DAY.minusDays(60L - due),
        DAY.minusDays(30L - due),
        cents,
        List.of("XD202602" + id),
        0);
  }

  private static final List<OpenItem> OPEN =
      List.of(
          item("01-0001", "hq", 100_000, 1),
          item("01-0002", "hq", 25_050, 2),
          item("01-0003", "hq", 30_000, 3),
          item("02-0001", "xy", 100_000, 4),
          item("02-0002", "xy", 7_777, 5));

  private static Matching.Found match(String payer, long cents, String remark) {
    return Matching.run(
            List.of(new Incoming("r", DAY, cents, payer, "", remark)),
            OPEN,
            PAYERS,
            MatchSettings.standard())
        .getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "东莞华强电子(集团)有限公司, 100000, 货款, AMOUNT, true, 01-0001",
    "华强老板, 25050, , AMOUNT, true, 01-0002",
    "没听说过, 7777, 付XD20260202-0002货款, REFERENCE, true, 02-0002",
    "宁波鑫源包装有限公司, 50000, xd20260202/0001, REFERENCE, true, 02-0001",
    "东莞华强电子（集团）有限公司, 155050, 2月货款, COMBINATION, true, 01-0001+01-0002+01-0003",
    "东莞华强电子（集团）有限公司, 125050, , COMBINATION, true, 01-0001+01-0002",
    "东莞华强电子（集团）有限公司, 55050, , COMBINATION, false, 01-0002+01-0003",
    "东莞华强电子（集团）有限公司, 24999, , INSTALMENT, false, 01-0001",
    "宁波鑫源包装有限公司, 7774, XD20260202-0002, REFERENCE, true, 02-0002",
    "宁波鑫源包装有限公司, 100000, XD20260201-0001, REFERENCE, false, 01-0001",
    "宁波鑫源包袋有限公司, 7777, , AMOUNT, true, 02-0002",
    "宁波鑫源包袋有限公司, 100000, , AMOUNT, false, 02-0001"
  })
  void findsWhatMoneyIsFor(
      String payer, long cents, String remark, Tier tier, boolean automatic, String items) {
    Matching.Found found = match(payer, cents, remark == null ? "" : remark);
    Match best =
        found.matches().stream().filter(one -> one.tier() == tier).findFirst().orElseThrow();
    assertThat(best.shares()).extracting(Share::item).containsExactlyInAnyOrder(items.split("\\+"));
    assertThat(found.automatic()).isEqualTo(automatic);
    assertThat(best.reasons()).isNotEmpty();
  }

  @Test
  void letsACentGoAndKeepsWhatIsTooMuch() {
    Match fee = match("宁波鑫源包装有限公司", 7_774, "XD20260202-0002").matches().getFirst();
    assertThat(fee.difference()).isEqualTo(3);
    assertThat(fee.shares()).containsExactly(new Share("02-0002", 7_774));
    Match more = match("宁波鑫源包装有限公司", 200_000, "").matches().getFirst();
    assertThat(more.unapplied()).isEqualTo(200_000 - 107_777);
  }

  @Test
  void saysNothingAboutMoneyOfStrangers() {
    assertThat(match("路人", 12_345, "借款").matches()).isEmpty();
  }

  @Test
  void paysTheSameItemOnlyOnce() {
    List<Matching.Found> found =
        Matching.run(
            List.of(
                new Incoming("a", DAY, 7_777, "", "", "XD20260202-0002"),
                new Incoming("b", DAY.plusDays(1), 7_777, "", "", "XD20260202-0002")),
            OPEN,
            PAYERS,
            MatchSettings.standard());
    assertThat(found.get(0).automatic()).isTrue();
    assertThat(found.get(1).matches()).isEmpty();
  }

  /** Whatever comes in: no item is paid beyond what it is, and no cent is lost. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void neverPaysMoreThanIsOwedAndLosesNoCent(long seed) {
    NoisyPayments payments = new NoisyPayments(seed, 1_200);
    java.util.Map<String, Long> left = new java.util.HashMap<>();
    payments.open().forEach(item -> left.put(item.id(), item.cents()));
    java.util.Map<String, Long> money = new java.util.HashMap<>();
    payments.incoming().forEach(one -> money.put(one.id(), one.cents()));
    for (Matching.Found one : run(payments)) {
      for (Match match : one.matches()) {
        long shares = match.shares().stream().mapToLong(Share::cents).sum();
        long over = Math.max(0, -match.difference());
        assertThat(shares + match.unapplied() + over)
            .as("seed %s %s", seed, match)
            .isEqualTo(money.get(one.incoming()));
      }
      if (one.automatic()) {
        for (Share share : one.matches().getFirst().shares()) {
          assertThat(left.merge(share.item(), -share.cents(), Long::sum))
              .as("seed %s %s", seed, share)
              .isNotNegative();
        }
      }
    }
  }

  private static List<Matching.Found> run(NoisyPayments payments) {
    return Matching.run(
        payments.incoming(), payments.open(), payments.payers(), MatchSettings.standard());
  }

  @ParameterizedTest
  @ValueSource(longs = {20_261_130, 7})
  void makesNoWrongMatchByItselfInTenThousandPaymentsWithNoise(long seed) {
    NoisyPayments payments = new NoisyPayments(seed, 10_000);
    long started = System.nanoTime();
    List<Matching.Found> found = run(payments);
    long millis = (System.nanoTime() - started) / 1_000_000;
    MatchScore score = MatchScore.of(payments, found);
    System.out.println(
        "seed "
            + seed
            + ", "
            + payments.incoming().size()
            + " receipts against "
            + payments.open().size()
            + " items in "
            + millis
            + " ms: "
            + score);
    System.out.println(MatchScore.byKind(payments, found));
    assertThat(score.wrong()).as("seed %s", seed).isEmpty();
    assertThat(score.recall()).as("seed %s", seed).isGreaterThan(0.6);
    assertThat((double) score.first() / score.payable()).isGreaterThan(0.8);
  }

  @Test
  void spreadsByDueDateOrInProportionWithoutLosingACent() {
    assertThat(Allocation.oldestFirst(110_000, OPEN.subList(0, 3), 5).shares())
        .containsExactly(new Share("01-0001", 100_000), new Share("01-0002", 10_000));
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      List<OpenItem> open = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(9); i++) {
        open.add(item("0" + i, "hq", 1 + random.nextInt(1_000_000), i));
      }
      long cents = 1 + random.nextInt(2_000_000);
      Allocation spread = Allocation.proRata(cents, open);
      long given = spread.shares().stream().mapToLong(Share::cents).sum();
      assertThat(given + spread.unapplied()).isEqualTo(cents);
      for (Share share : spread.shares()) {
        OpenItem of =
            open.stream().filter(one -> one.id().equals(share.item())).findFirst().orElseThrow();
        assertThat(share.cents()).isBetween(1L, of.cents());
      }
    }
  }
}
