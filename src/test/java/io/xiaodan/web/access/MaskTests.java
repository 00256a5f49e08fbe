package io.xiaodan.web.access;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.idOf;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.record;
import static io.xiaodan.support.Company.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.People;
import io.xiaodan.identity.Sessions;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Masked fields, the lifting of masks, explanations of rights and looking with others' eyes. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MaskTests {

  private static final String PHONE = "13812345678";

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private Sessions sessions;

  private final int number = Company.unique();
  private final String contacts = "contacts" + number;
  private Browser builder;
  private Browser clerk;
  private Browser service;
  private Browser administrator;
  private String east;
  private String west;

  @BeforeAll
  void buildFormAndRoles() {
    Company company = new Company(port, people);
    builder = company.person("builder");
    administrator = office();
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "联系人", "title": "name", "fields": [
          {"key": "name", "type": "text"}, {"key": "zone", "type": "text"}, {"key": "phone", "type": "phone"},
          {"key": "mail", "type": "email"}, {"key": "income", "type": "money"}],
          "list": {"columns": ["name", "phone", "income"], "sort": "name"}}
        """
            .formatted(contacts));
    role(
        "clerk",
        "\"fields\": {\"phone\": \"masked\", \"mail\": \"masked\", \"income\": \"masked\"}");
    role(
        "service",
        "\"fields\": {\"phone\": \"masked\", \"mail\": \"hidden\", \"income\": \"masked\"}, \"reveal\": [\"phone\"]");
    clerk = company.person("clerk" + number);
    service = company.named("客服甲", "service" + number);
    east = contact("张三", "east");
    west = contact("李四", "west");
  }

  /**
   * Administers without being one of the people, of whom another test counts the administrators.
   */
  private Browser office() {
    return new Browser(port)
        .with("Accept-Language", "en")
        .bearer(sessions.openToken("administrator").token());
  }

  private void role(String key, String rights) {
    Company.publish(
        builder,
        """
        {"kind": "role", "key": "%s%d", "label": "%s", "forms": {"%s": {"view": {"formula": "zone = \\"east\\""}, "edit": "all", %s}}}
        """
            .formatted(key, number, key, contacts, rights));
  }

  private String contact(String name, String zone) {
    return id(
        create(
            builder,
            contacts,
            Map.of(
                "name",
                name,
                "zone",
                zone,
                "phone",
                PHONE,
                "mail",
                "li@example.com",
                "income",
                "8123.45")));
  }

  @Test
  void showsAPartOfTheValueEverywhereAndTheWholeNowhere() {
    JsonNode shown = ok(200, clerk.get(record(contacts, east)));
    assertThat(shown.path("values").path("phone").asString()).isEqualTo("138****5678");
    assertThat(shown.path("values").path("mail").asString()).isEqualTo("l***@example.com");
    assertThat(shown.path("values").path("income").asString()).isEqualTo("***");
    assertThat(shown.path("masked").size()).isEqualTo(3);
    assertThat(shown.path("reveals").size()).isZero();
    assertThat(ok(200, service.get(record(contacts, east))).path("reveals").toString())
        .isEqualTo("[\"phone\"]");
    for (String path :
        new String[] {
          records(contacts),
          record(contacts, east),
          record(contacts, east) + "/history",
          "/api/forms/" + contacts + "/choices" + Company.query("search", "张"),
          records(contacts) + "?search=" + PHONE
        }) {
      assertThat(clerk.get(path).text()).as(path).doesNotContain(PHONE, "8123", "li@");
    }
  }

  @Test
  void letsNobodyFindOutAMaskedValueByAskingForIt() {
    for (String query :
        new String[] {
          Company.query("filter", "phone = \"" + PHONE + "\""),
          Company.query("filter", "income > 1"),
          Company.query("sort", "phone")
        }) {
      assertThat(clerk.get(records(contacts) + query).status()).as(query).isEqualTo(400);
    }
    assertThat(ok(200, clerk.get(records(contacts) + "?search=5678")).path("items").size())
        .isZero();
  }

  @Test
  void aMaskIsNotWrittenBack() {
    JsonNode before = ok(200, builder.get(record(contacts, east)));
    assertThat(
            clerk
                .patch(
                    record(contacts, east),
                    Map.of(
                        "rev",
                        before.path("rev").asInt(),
                        "values",
                        Map.of("phone", "138****5678")))
                .status())
        .isEqualTo(422);
    assertThat(ok(200, builder.get(record(contacts, east))).path("values").path("phone").asString())
        .isEqualTo(PHONE);
  }

  @Test
  void tellsScreensThatAMaskedFieldIsTextToRead() {
    JsonNode form =
        ok(200, clerk.get("/api/blueprint"))
            .path("forms")
            .valueStream()
            .filter(each -> each.path("key").asString().equals(contacts))
            .findFirst()
            .orElseThrow();
    JsonNode income =
        form.path("fields")
            .valueStream()
            .filter(each -> each.path("key").asString().equals("income"))
            .findFirst()
            .orElseThrow();
    assertThat(income.path("type").asString()).isEqualTo("text");
    assertThat(income.path("access").asString()).isEqualTo("read");
    assertThat(income.path("masked").asBoolean()).isTrue();
  }

  @Test
  void liftsAMaskForThoseWhoMayAndWritesItDown() {
    String path = record(contacts, east) + "/reveal";
    assertThat(ok(200, service.post(path, Map.of("field", "phone"))).path("value").asString())
        .isEqualTo(PHONE);
    assertThat(service.post(path, Map.of("field", "income")).status()).isEqualTo(403);
    assertThat(service.post(path, Map.of("field", "mail")).status()).isEqualTo(404);
    assertThat(clerk.post(path, Map.of("field", "phone")).status()).isEqualTo(403);
    assertThat(service.post(record(contacts, west) + "/reveal", Map.of("field", "phone")).status())
        .isEqualTo(404);
    assertThat(clerk.get("/api/reveals").status()).isEqualTo(403);
    JsonNode log = ok(200, administrator.get("/api/reveals?limit=200")).path("items");
    assertThat(
            log.valueStream()
                .filter(each -> each.path("form").asString().equals(contacts))
                .map(each ->
                    each.path("by").path("title").asString() + each.path("field").asString()))
        .containsExactly("客服甲phone");
    String mine = Company.query("by", idOf(service), "form", contacts, "from", "2020-01-01");
    assertThat(ok(200, administrator.get("/api/reveals" + mine)).path("items").size()).isEqualTo(1);
    for (String other :
        new String[] {
          Company.query("by", idOf(clerk), "form", contacts),
          Company.query("form", contacts, "to", "2020-01-01"),
          Company.query("form", "orders", "by", idOf(service))
        }) {
      assertThat(ok(200, administrator.get("/api/reveals" + other)).path("items")).isEmpty();
    }
    assertThat(administrator.get("/api/reveals/file" + mine + "format=csv").text())
        .contains("Record id", "客服甲", east)
        .doesNotContain(PHONE);
    assertThat(clerk.get("/api/reveals/file").status()).isEqualTo(403);
    assertThat(administrator.get("/api/reveals?from=yesterday").status()).isEqualTo(400);
  }

  @Test
  void explainsWhichRoleGrantsWhat() {
    String asked = "/access?person=" + idOf(clerk);
    JsonNode near = ok(200, builder.get(record(contacts, east) + asked));
    assertThat(near.path("may").path("view").asBoolean()).isTrue();
    assertThat(near.path("roles").get(0).path("actions").path("view").path("formula").asString())
        .isEqualTo("zone = \"east\"");
    assertThat(access(near, "phone")).isEqualTo("masked");
    assertThat(access(near, "name")).isEqualTo("edit");
    assertThat(says(near, "phone")).isEqualTo("masked");
    assertThat(says(near, "name")).isEqualTo("edit");
    JsonNode far = ok(200, builder.get(record(contacts, west) + asked));
    assertThat(far.path("may").path("view").asBoolean()).isFalse();
    assertThat(access(far, "name")).isEqualTo("hidden");
    assertThat(says(far, "name")).isEqualTo("unreached");
    assertThat(clerk.get(record(contacts, east) + asked).status()).isEqualTo(403);
  }

  private String says(JsonNode explanation, String field) {
    return explanation
        .path("fields")
        .valueStream()
        .filter(each -> each.path("key").asString().equals(field))
        .map(each -> each.path("says").path("clerk" + number).asString())
        .findFirst()
        .orElseThrow();
  }

  private static String access(JsonNode explanation, String field) {
    return explanation
        .path("fields")
        .valueStream()
        .filter(each -> each.path("key").asString().equals(field))
        .map(each -> each.path("access").asString())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void showsAdministratorsWhatAnotherPersonSeesAndNothingMore() {
    Company company = new Company(port, people);
    Browser viewer = office().with("X-View-As", idOf(clerk));
    JsonNode session = ok(200, viewer.get("/api/session"));
    assertThat(session.path("person").path("id").asString()).isEqualTo(idOf(clerk));
    assertThat(session.path("viewedBy").path("id").isString()).isTrue();
    assertThat(session.path("administers").asBoolean()).isFalse();
    assertThat(viewer.get(record(contacts, east)).text())
        .contains("138****5678")
        .doesNotContain(PHONE);
    assertThat(viewer.get(record(contacts, west)).status()).isEqualTo(404);
    assertThat(viewer.get("/api/people/all").status()).isEqualTo(403);
    JsonNode asked = ok(200, viewer.post(records(contacts) + "/query", Map.of("limit", 50)));
    assertThat(asked.path("items").valueStream().map(Company::id)).containsExactly(east);
    assertThat(
            ok(200, viewer.post(records(contacts) + "/totals", Map.of("totals", List.of())))
                .path("count")
                .asInt())
        .isEqualTo(1);
    assertThat(viewer.post(records(contacts), Map.of("values", Map.of("name", "x"))).status())
        .isEqualTo(403);
    assertThat(
            viewer
                .patch(record(contacts, east), Map.of("rev", 1, "values", Map.of("name", "王五")))
                .status())
        .isEqualTo(403);
    assertThat(
            company
                .person("clerk" + number)
                .with("X-View-As", idOf(builder))
                .get("/api/session")
                .status())
        .isEqualTo(403);
  }

  @Test
  void refusesARoleThatRevealsWhatIsNotMasked() {
    JsonNode role =
        JsonMapper.shared()
            .readTree(
                """
                {"kind": "role", "key": "odd%d", "label": "odd", "forms": {"%s": {"view": "all", "reveal": ["phone"]}}}
                """
                    .formatted(number, contacts));
    ok(200, Company.draft(builder, role));
    assertThat(ok(422, builder.post(Company.artifact(role) + "/publish", Map.of())).toString())
        .contains("access.reveal_masked");
  }
}
