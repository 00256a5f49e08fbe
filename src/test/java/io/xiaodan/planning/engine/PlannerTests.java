package io.xiaodan.planning.engine;

import static io.xiaodan.planning.engine.Workbench.TODAY;
import static io.xiaodan.planning.engine.Workbench.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.expression.HolidayCalendar;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Plans worked out by hand. Day 0 is a Monday. */
class PlannerTests {

  @Test
  void ordersWhatStockAndTheWayDoNotCoverOnTheLastSafeDay() {
    Workbench bench =
        new Workbench()
            .buy("A", "10", "0", 3, "0", "0")
            .onTheWay("P1", "A", 7, "5")
            .order("O1", "A", 2, "8")
            .order("O2", "A", 9, "9");

    // 2 are left of stock, 5 come on day 7, 2 are missing on day 9 (a Wednesday): three working
    // days before is day 4.
    assertThat(bench.suggestions()).isEqualTo("buy A 2 for 9, order by 4, from 4, there 9");
    assertThat(bench.pegs())
        .isEqualTo(
            """
            O1 8 of A from STOCK, late 0
            O2 2 of A from #1, late 0
            O2 2 of A from STOCK, late 0
            O2 5 of A from P1, late 0\
            """);
  }

  @Test
  void keepsMinimumsAndLotsAndUsesWhatIsLeftOfThem() {
    Workbench bench =
        new Workbench()
            .buy("A", "0", "0", 1, "50", "20")
            .order("O1", "A", 2, "30")
            .order("O2", "A", 10, "35");

    // At least 50 in lots of 20 is 60: 30 are left for the second order, which needs 5 more, hence
    // 60 again.
    assertThat(bench.suggestions())
        .isEqualTo(
            """
            buy A 60 for 2, order by 1, from 1, there 2
            buy A 60 for 10, order by 9, from 9, there 10\
            """);
  }

  @Test
  void orderedTodayComesTooLateAndSaysSo() {
    Workbench bench = new Workbench().buy("A", "0", "0", 5, "0", "0").order("O1", "A", 3, "4");

    // Five working days from Monday are next Monday, day 7; it ought to have been ordered last
    // Thursday.
    assertThat(bench.suggestions()).isEqualTo("buy A 4 for 3, order by -4, from 0, there 7");
    assertThat(bench.pegs()).isEqualTo("O1 4 of A from #1, late 4");
  }

  @Test
  void waitsForWhatIsOnTheWayWhereOrderingWouldNotBeFaster() {
    Workbench bench =
        new Workbench()
            .buy("A", "0", "0", 5, "0", "0")
            .onTheWay("P1", "A", 5, "10")
            .order("O1", "A", 3, "4")
            .order("O2", "A", 8, "6");

    assertThat(bench.suggestions()).isEmpty();
    assertThat(bench.pegs())
        .isEqualTo(
            """
            O1 4 of A from P1, late 2
            O2 6 of A from P1, late 0\
            """);
  }

  @Test
  void opensTheSafetyStockOnlyWhereOrderingDoesNotHelpAndMakesItUpAgain() {
    Workbench bench =
        new Workbench()
            .buy("A", "10", "8", 2, "0", "0")
            .order("O1", "A", 1, "5")
            .order("O2", "A", 4, "6");

    // 2 are free; O1 takes 3 of the safety stock, O2 is ordered for, and 3 are ordered to make it
    // up.
    assertThat(bench.pegs())
        .isEqualTo(
            """
            O1 2 of A from STOCK, late 0
            O1 3 of A from SAFETY, late 0
            O2 6 of A from #1, late 0
            safety 3 of A from #2, late 1\
            """);
    assertThat(bench.plan().suggestions()).hasSize(2);
  }

  @Test
  void explodesBillsOfSeveralLevelsWithScrap() {
    Workbench bench =
        new Workbench()
            .make("BOX", "0", 1)
            .make("LID", "10", 2)
            .buy("BOARD", "100", "0", 3, "0", "0")
            .bill("BOX", "LID", "1", "0")
            .bill("BOX", "BOARD", "2", "10")
            .bill("LID", "BOARD", "0.5", "0")
            .order("O1", "BOX", 14, "60");

    // 60 boxes need 132 boards and 60 lids; 10 lids are there, 50 need 25 boards: 157, of which 100
    // are there. The lids are begun
    // first and get their boards out of stock.
    assertThat(bench.suggestions())
        .isEqualTo(
            """
            make BOX 60 for 14, order by 11, from 11, there 14
            make LID 50 for 11, order by 9, from 9, there 11
            buy BOARD 57 for 11, order by 8, from 8, there 11\
            """);
    assertThat(bench.plan().materials().stream().map(MaterialPlan::level)).containsExactly(0, 1, 2);
  }

  @Test
  void carriesWhatIsLateFromPartsToOrders() {
    Workbench bench =
        new Workbench()
            .make("BOX", "0", 1)
            .buy("BOARD", "0", "0", 5, "0", "0")
            .bill("BOX", "BOARD", "1", "0")
            .order("O1", "BOX", 4, "10");

    // Boards come on day 7, so the box is begun then and ready on day 8: four days late.
    assertThat(bench.suggestions())
        .isEqualTo(
            """
            make BOX 10 for 4, order by 3, from 7, there 8
            buy BOARD 10 for 3, order by -4, from 0, there 7\
            """);
    assertThat(bench.pegs())
        .isEqualTo(
            """
            #1 10 of BOARD from #2, late 4
            O1 10 of BOX from #1, late 4\
            """);
  }

  @Test
  void countsWorkingDaysByTheCalendarOfTheYear() {
    Workbench bench =
        new Workbench()
            .holidays(
                HolidayCalendar.of(
                    Set.of(TODAY.plusDays(2), TODAY.plusDays(3), TODAY.plusDays(4)),
                    Set.of(TODAY.plusDays(6))))
            .buy("A", "0", "0", 2, "0", "0")
            .order("O1", "A", 7, "1");

    // Wednesday to Friday are off, Sunday is worked: two working days before Monday, day 7, is
    // Tuesday, day 1.
    assertThat(bench.suggestions()).isEqualTo("buy A 1 for 7, order by 1, from 1, there 7");
  }

  @Test
  void joinsWhatFallsIntoOnePeriod() {
    Workbench bench =
        new Workbench()
            .period(7)
            .buy("A", "0", "0", 1, "0", "0")
            .order("O1", "A", 2, "3")
            .order("O2", "A", 8, "4")
            .order("O3", "A", 9, "5");

    assertThat(bench.suggestions())
        .isEqualTo(
            """
            buy A 7 for 2, order by 1, from 1, there 2
            buy A 5 for 9, order by 8, from 8, there 9\
            """);
  }

  @Test
  void showsTheCircleOfBillsThatLeadBackToThemselves() {
    Workbench bench =
        new Workbench()
            .make("A", "0", 1)
            .make("B", "0", 1)
            .make("C", "0", 1)
            .make("D", "0", 1)
            .bill("D", "A", "1", "0")
            .bill("A", "B", "1", "0")
            .bill("B", "C", "1", "0")
            .bill("C", "A", "1", "0");

    assertThat(Planner.plan(bench.snapshot())).isInstanceOf(Plan.Circular.class);
    List<String> circle =
        ((Plan.Circular) Planner.plan(bench.snapshot()))
            .circle().stream().map(bench::name).toList();
    assertThat(String.join("", circle) + String.join("", circle)).contains("ABC");
    assertThat(circle).hasSize(3);
  }

  @Test
  void tellsWhichOrdersSlipWhenSomethingComesLater() {
    Workbench bench =
        new Workbench()
            .period(30)
            .make("BOX", "0", 1)
            .buy("BOARD", "0", "0", 1, "0", "0")
            .bill("BOX", "BOARD", "2", "0")
            .order("O1", "BOX", 7, "10")
            .order("O2", "BOX", 21, "30")
            .order("O3", "BOARD", 28, "5");
    Plan.Made plan = bench.plan();
    Ripple.Pegging pegging = new InMemory(plan);
    int boards =
        plan.suggestions().stream()
            .filter(each -> each.material().equals(id("BOARD")))
            .findFirst()
            .orElseThrow()
            .number();

    List<Ripple.Waiting> waiting =
        Ripple.of(pegging, bench.snapshot().calendar(), new Ripple.Source(boards, null), 3);

    // Boards for all are due on Friday, day 4; three days later is Monday, day 7, so boxes are
    // ready on day 8.
    assertThat(waiting)
        .extracting(
            each -> bench.name(each.order()),
            each -> each.quantity().stripTrailingZeros().toPlainString(),
            Ripple.Waiting::slips,
            each -> each.amount().toPlainString())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("O1", "20", 1L, "100"),
            org.assertj.core.groups.Tuple.tuple("O2", "60", 0L, "300"),
            org.assertj.core.groups.Tuple.tuple("O3", "5", 0L, "50"));
  }

  @Test
  void leavesOutWhatIsNotPlannedAndCountsIt() {
    Workbench bench = new Workbench().buy("A", "0", "0", 1, "0", "0").order("O1", "X", 2, "3");

    assertThat(bench.plan().unknown()).isEqualTo(1);
    assertThat(bench.plan().suggestions()).isEmpty();
  }

  @Test
  void namesWhatIsMadeWithoutABill() {
    Workbench bench = new Workbench().make("A", "0", 1).order("O1", "A", 2, "3");

    assertThat(bench.plan().withoutBill()).containsExactly(id("A"));
    assertThat(bench.suggestions()).startsWith("make A 3");
  }

  @Test
  void countsWhatIsOverdueAsWantedToday() {
    Workbench bench = new Workbench().buy("A", "5", "0", 1, "0", "0").order("O1", "A", -4, "3");

    assertThat(bench.plan().materials().getFirst().steps())
        .extracting(MaterialPlan.Step::day)
        .containsExactly(LocalDate.of(2026, 6, 1));
  }
}
