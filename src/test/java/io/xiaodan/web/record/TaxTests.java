package io.xiaodan.web.record;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.publish;
import static io.xiaodan.support.Company.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * The fields for tax that the reference of artifacts recommends keep gross = net + tax to the cent.
 */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TaxTests {

  private static final String FORM =
      """
      {"kind": "form", "key": "type_tax_notes", "label": "开票", "title": "no", "fields": [
        {"key": "no", "type": "text"},
        {"key": "gross", "type": "money", "formula": "SUM(rows.gross)"},
        {"key": "tax", "type": "money", "formula": "SUM(rows.tax)"},
        {"key": "net", "type": "money", "formula": "SUM(rows.net)"},
        {"key": "rows", "type": "lines", "fields": [
          {"key": "rate", "type": "percent"},
          {"key": "gross", "type": "money"},
          {"key": "tax", "type": "money", "formula": "ROUND(gross / (1 + rate / 100) * rate / 100, 2)"},
          {"key": "net", "type": "money", "formula": "gross - tax"},
          {"key": "given_net", "type": "money"},
          {"key": "net_tax", "type": "money", "formula": "ROUND(given_net * rate / 100, 2)"},
          {"key": "net_gross", "type": "money", "formula": "given_net + net_tax"}]}]}
      """;

  @LocalServerPort private int port;
  @Autowired private People people;

  private Browser builder;

  @BeforeAll
  void publishTheForm() {
    builder = new Company(port, people).person("builder");
    publish(builder, FORM);
  }

  @ParameterizedTest
  @CsvSource({
    "113.00, 13, 100.00, 13.00",
    "100.00, 1, 99.01, 0.99",
    "100.00, 6, 94.34, 5.66",
    "100.00, 9, 91.74, 8.26",
    "100.00, 13, 88.50, 11.50",
    "0.01, 13, 0.01, 0.00",
  })
  void takesTheTaxOutOfAPriceThatHoldsIt(String gross, String rate, String net, String tax) {
    JsonNode row =
        create(
                builder,
                "type_tax_notes",
                Map.of("no", "1", "rows", List.of(Map.of("gross", gross, "rate", rate))))
            .path("values")
            .path("rows")
            .path(0);
    assertThat(row.path("net").asString()).isEqualTo(net);
    assertThat(row.path("tax").asString()).isEqualTo(tax);
  }

  @Test
  void addsUpToTheCentOverManyRows() {
    List<Map<String, String>> rows =
        List.of(
            Map.of("gross", "33.33", "rate", "13", "given_net", "29.50"),
            Map.of("gross", "33.33", "rate", "6", "given_net", "31.44"),
            Map.of("gross", "33.34", "rate", "1", "given_net", "33.01"));
    JsonNode made = create(builder, "type_tax_notes", Map.of("no", "2", "rows", rows));
    assertThat(value(made, "gross")).isEqualTo("100.00");
    assertThat(
            new java.math.BigDecimal(value(made, "net"))
                .add(new java.math.BigDecimal(value(made, "tax"))))
        .isEqualByComparingTo("100.00");
    assertThat(made.path("values").path("rows").path(0).path("net_gross").asString())
        .isEqualTo("33.34");
  }
}
