package io.xiaodan.record;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.platform.Workspace;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** What has lain in the recycle bin long enough goes by itself. */
@ServerTest
class RecordBinTests {

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private RecordBin bin;
  @Autowired private JdbcTemplate database;
  @Autowired private Workspace workspace;

  @Test
  void removesWhatIsOldEnoughAndNothingThatOthersNeed() {
    int number = Company.unique();
    String cards = "aged" + number;
    String uses = "agedby" + number;
    Browser builder = new Company(port, people).person("builder");
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "旧卡", "title": "name", "fields": [{"key": "name", "type": "text"}]}
        """
            .formatted(cards));
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "旧用途", "title": "name", "fields": [
          {"key": "name", "type": "text"}, {"key": "card", "type": "reference", "form": "%s"}]}
        """
            .formatted(uses, cards));
    String old = id(create(builder, cards, Map.of("name", "old")));
    String young = id(create(builder, cards, Map.of("name", "young")));
    String needed = id(create(builder, cards, Map.of("name", "needed")));
    String chain = id(create(builder, cards, Map.of("name", "chain")));
    create(builder, uses, Map.of("name", "alive", "card", needed));
    String user = id(create(builder, uses, Map.of("name", "old too", "card", chain)));
    throwAway(builder, cards, old, 40);
    throwAway(builder, cards, young, 10);
    throwAway(builder, cards, needed, 40);
    throwAway(builder, cards, chain, 40);
    throwAway(builder, uses, user, 40);

    bin.keepFor(30);
    try {
      bin.expire();
    } finally {
      bin.keepFor(null);
    }
    assertThat(builder.get(record(cards, old)).status()).isEqualTo(404);
    assertThat(builder.get(record(cards, young)).status()).isEqualTo(200);
    assertThat(builder.get(record(cards, needed)).status()).as("in use").isEqualTo(200);
    assertThat(builder.get(record(uses, user)).status()).isEqualTo(404);
    assertThat(builder.get(record(cards, chain)).status())
        .as("free once its user is gone")
        .isEqualTo(404);
    assertThat(bin.expire()).as("without a time nothing goes").isZero();
  }

  private void throwAway(Browser builder, String form, String id, int days) {
    assertThat(builder.delete(record(form, id) + "?rev=1").status()).isEqualTo(204);
    database.update(
        "UPDATE "
            + workspace.table("f_" + form)
            + " SET deleted_at = now() - make_interval(days => ?) WHERE id = ?::uuid",
        days,
        id);
  }
}
