package io.xiaodan.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.form.type.AutoNumberType;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import io.xiaodan.record.Write;
import io.xiaodan.support.ServerTest;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServerTest
class ImportedNumberTests {

  @Autowired private Blueprints blueprints;
  @Autowired private Records records;
  @Autowired private JsonMapper json;

  @Test
  void givesNumbersBeyondThoseThatWereBroughtIn() {
    publish();
    assertThat(make(Origin.API, null)).isEqualTo("IN-0001");
    assertThat(make(Origin.IMPORT, "IN-0002")).isEqualTo("IN-0002");
    assertThat(make(Origin.IMPORT, "IN-0007")).isEqualTo("IN-0007");
    assertThat(make(Origin.API, null)).isEqualTo("IN-0008");
    assertThat(make(Origin.IMPORT, "IN-0003")).isEqualTo("IN-0003");
    assertThat(make(Origin.IMPORT, "old/17")).isEqualTo("old/17");
    assertThat(make(Origin.API, null)).isEqualTo("IN-0009");
  }

  @ParameterizedTest
  @CsvSource({
    "'XD{yyyyMMdd}-{0000}', XD20260301-0012, 20260301, 12",
    "'XD{yyyyMMdd}-{0000}', XD20260301-12345, 20260301, 12345",
    "'XD{yyyyMMdd}-{0000}', XD20260301-012, , ",
    "'XD{yyyyMMdd}-{0000}', YD20260301-0012, , ",
    "'{00}.{yy}', 07.26, 26, 7",
    "'N{000}', N1000, '', 1000",
  })
  void readsANumberBack(
      String pattern, String number, @Nullable String period, @Nullable Long counter) {
    assertThat(new AutoNumberType(pattern).read(number))
        .isEqualTo(
            counter == null
                ? java.util.Optional.empty()
                : java.util.Optional.of(
                    new AutoNumberType.Given(period == null ? "" : period, counter)));
  }

  private String make(Origin origin, @Nullable String number) {
    Caller caller = new Caller(blueprints.current(), Actor.system(origin));
    String values = number == null ? "{}" : "{\"no\": \"" + number + "\"}";
    return String.valueOf(
        records.create(caller, "brought_in", Write.of(json.readTree(values))).values().get("no"));
  }

  private void publish() {
    SequencedMap<ArtifactId, JsonNode> documents = new LinkedHashMap<>();
    documents.put(
        new ArtifactId("form", "brought_in"),
        json.readTree(
            "{\"kind\": \"form\", \"key\": \"brought_in\", \"label\": \"x\", \"title\": \"no\", \"fields\": [{\"key\": \"no\", \"type\": \"auto_number\", \"label\": \"号\", \"pattern\": \"IN-{0000}\"}]}"));
    assertThat(blueprints.publish(documents, Actor.SYSTEM).isAllowed()).isTrue();
  }
}
