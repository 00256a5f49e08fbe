package io.xiaodan.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CaseAnalysisTests {

  private static final Environment NOW =
      Environment.of(Instant.parse("2026-03-02T02:00:00Z"), ZoneId.of("Asia/Shanghai"));
  private static final Schema ORDER =
      Schema.of(
          Map.of(
              "amount", ValueType.NUMBER,
              "discount", ValueType.NUMBER,
              "status", ValueType.TEXT,
              "urgent", ValueType.BOOLEAN,
              "due", ValueType.DATE,
              "customer",
                  new ValueType.RecordOf(
                      "customer", Schema.of(Map.of("level", ValueType.NUMBER)))));

  private static CaseFindings analyse(List<FieldDomain> domains, String... conditions) {
    List<Formula> formulas =
        Stream.of(conditions).map(text -> Formula.compile(text, ORDER, ValueType.BOOLEAN)).toList();
    return CaseAnalysis.analyse(formulas, domains, NOW);
  }

  private static String gap(CaseFindings findings) {
    return findings.gap().map(example -> example.values().toString()).orElse("none");
  }

  @Test
  void showsTheForgottenBoundary() {
    assertThat(gap(analyse(List.of(), "amount < 5000", "amount > 5000")))
        .isEqualTo("{amount=5000}");
  }

  @Test
  void showsAnEmptyFieldWhenNothingElseIsForgotten() {
    assertThat(gap(analyse(List.of(), "amount < 5000", "amount >= 5000")))
        .isEqualTo("{amount=null}");
  }

  @Test
  void findsNoGapWhenTheFieldIsRequired() {
    var required = List.of(new FieldDomain(Path.of("amount"), true, List.of()));

    CaseFindings findings = analyse(required, "amount < 5000", "amount >= 5000");

    assertThat(gap(findings)).isEqualTo("none");
    assertThat(findings.overlaps()).isEmpty();
    assertThat(findings.unreachable()).isEmpty();
    assertThat(findings.complete()).isTrue();
  }

  @Test
  void showsTheCentBetweenTwoRanges() {
    assertThat(gap(analyse(List.of(), "amount <= 999.99", "amount >= 1000.01")))
        .isEqualTo("{amount=1000.00}");
  }

  @Test
  void showsAnOverlap() {
    CaseFindings findings = analyse(List.of(), "amount <= 5000", "amount >= 5000");

    assertThat(findings.overlaps()).hasSize(1);
    assertThat(findings.overlaps().getFirst().example().values())
        .containsEntry(Path.of("amount"), BigDecimal.valueOf(5000));
  }

  @Test
  void findsConditionsThatNeverGetATurn() {
    CaseFindings findings =
        analyse(List.of(), "amount < 5000", "amount < 1000", "amount > 5 and amount < 3");

    assertThat(findings.unreachable()).containsExactly(1, 2);
  }

  @Test
  void triesOnlyTheOptionsOfASelect() {
    var options =
        List.of(new FieldDomain(Path.of("status"), true, List.of("draft", "paid", "sent")));

    assertThat(gap(analyse(options, "status = \"draft\"", "status = \"paid\"")))
        .isEqualTo("{status=sent}");
    assertThat(gap(analyse(options, "IN(status, \"draft\", \"paid\")", "status = \"sent\"")))
        .isEqualTo("none");
  }

  @Test
  void combinesFields() {
    CaseFindings findings =
        analyse(
            List.of(
                new FieldDomain(Path.of("amount"), true, List.of()),
                new FieldDomain(Path.of("urgent"), true, List.of())),
            "amount > 100 and urgent",
            "amount > 100 and NOT(urgent)",
            "amount <= 100 and urgent");

    assertThat(gap(findings)).isEqualTo("{amount=100, urgent=false}");
  }

  @Test
  void treatsTodayAsAConstant() {
    CaseFindings findings = analyse(List.of(), "due < TODAY()", "due > TODAY()");

    assertThat(findings.gap().orElseThrow().values())
        .containsEntry(Path.of("due"), LocalDate.of(2026, 3, 2));
  }

  @Test
  void followsReferences() {
    assertThat(gap(analyse(List.of(), "customer.level < 3", "customer.level > 3")))
        .isEqualTo("{customer.level=3}");
    assertThat(gap(analyse(List.of(), "ISEMPTY(customer)", "customer = \"c1\"")))
        .isEqualTo("{customer=c1x}");
  }

  @Test
  void comparesFieldsWithEachOther() {
    assertThat(gap(analyse(List.of(), "amount < discount", "amount > discount")))
        .isEqualTo("{amount=1, discount=1}");
  }

  @Test
  void saysWhenItsAnswerIsIncomplete() {
    assertThat(analyse(List.of(), "amount * 2 < 10").complete()).isFalse();
  }
}
