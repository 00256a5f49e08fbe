package io.xiaodan.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.support.ServerTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class QuestionCheckTests {

  @Autowired private Shop shop;

  @BeforeEach
  void openShop() {
    shop.open();
  }

  /** Single quotes stand for double ones, to keep the table readable. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'source': 'nothing', 'measures': [{'key': 'n', 'aggregate': 'count'}]} | source: report.source_unknown",
        "{'source': 'deals.nothing', 'measures': [{'key': 'n', 'aggregate': 'count'}]} | source: report.source_unknown",
        "{'source': 'deals', 'filter': 'nothing = 1', 'measures': [{'key': 'n', 'aggregate': 'count'}]} | filter: expression.error.unknown-field",
        "{'source': 'deals', 'filter': 'amount + 1', 'measures': [{'key': 'n', 'aggregate': 'count'}]} | filter: expression.error.wrong-result",
        "{'source': 'deals', 'measures': [{'key': 'n', 'aggregate': 'sum', 'formula': 'name'}]} | measures.n.formula: report.measure_type",
        "{'source': 'deals', 'measures': [{'key': 'n', 'aggregate': 'sum'}]} | measures.n: report.measure_formula",
        "{'source': 'deals', 'measures': [{'key': 'n', 'aggregate': 'count', 'formula': 'amount'}]} | measures.n.formula: report.count_formula",
        "{'source': 'deals', 'dimensions': [{'key': 'd', 'formula': 'amount', 'bucket': 'month'}], 'measures': [{'key': 'n', 'aggregate': 'count'}]} | dimensions.d.bucket: report.bucket_type",
        "{'source': 'deals', 'dimensions': [{'key': 'd', 'formula': 'tags'}], 'measures': [{'key': 'n', 'aggregate': 'count'}]} | dimensions.d.formula: report.list_value",
        "{'source': 'deals', 'dimensions': [{'key': 'n', 'formula': 'name'}], 'measures': [{'key': 'n', 'aggregate': 'count'}]} | measures.n: report.key_taken",
        "{'source': 'deals', 'derive': [{'key': 'day', 'type': 'position', 'of': 'client', 'by': 'day'}], 'measures': [{'key': 'n', 'aggregate': 'count'}]} | derive.day: report.key_taken",
        "{'source': 'deals', 'derive': [{'key': 'p', 'type': 'position', 'of': 'client', 'by': 'amount'}], 'measures': [{'key': 'n', 'aggregate': 'count'}]} | derive.p.by: report.derive_by",
        "{'source': 'deals', 'measures': [{'key': 'n', 'aggregate': 'count'}], 'sort': [{'key': 'x'}]} | sort.x: report.sort_unknown",
        "{'source': 'deals', 'measures': [{'key': 'n', 'aggregate': 'count'}], 'then': {'measures': [{'key': 'm', 'aggregate': 'sum', 'formula': 'amount'}]}} | then.measures.m.formula: expression.error.unknown-field",
        "{'source': 'deals', 'dimensions': [{'key': 'd', 'formula': 'name', 'colour': 'red'}], 'measures': [{'key': 'n', 'aggregate': 'count'}]} | dimensions.0: blueprint.shape",
        "{'source': 'deals', 'measures': []} | measures: blueprint.shape",
        "{'source': 'deals', 'measures': [{'key': 'n', 'aggregate': 'count'}], 'limit': 0} | limit: blueprint.shape"
      })
  void namesThePlaceOfWhatIsWrong(String question, String finding) {
    List<String> found = shop.check(question.replace('\'', '"'));
    assertThat(found.toString().replace("widgets.0.", "widgets.w."))
        .contains("widgets.w.question." + finding);
  }
}
