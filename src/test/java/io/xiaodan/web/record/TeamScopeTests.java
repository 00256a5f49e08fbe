package io.xiaodan.web.record;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.idOf;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.record;
import static io.xiaodan.support.Company.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.Department;
import io.xiaodan.identity.Departments;
import io.xiaodan.identity.People;
import io.xiaodan.identity.Placement;
import io.xiaodan.platform.Workspace;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Rights that reach as far as one's department, the departments below, or those who report. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TeamScopeTests {

  @LocalServerPort private int port;
  @Autowired private People people;
  @Autowired private Departments departments;
  @Autowired private JdbcClient database;
  @Autowired private Workspace workspace;

  private final int number = Company.unique();
  private final String visits = "visits" + number;
  private Company company;
  private Browser builder;
  private UUID sales;
  private UUID south;
  private UUID store;
  private final Map<String, Browser> team = new LinkedHashMap<>();

  @BeforeAll
  void foundTheCompany() {
    company = new Company(port, people);
    builder = company.person("builder");
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "拜访", "title": "name", "fields": [
          {"key": "name", "type": "text"}, {"key": "seller", "type": "person"}, {"key": "unit", "type": "department"}]}
        """
            .formatted(visits));
    role("department", "\"department\"");
    role("below", "\"department_and_below\"");
    role("reports", "\"subordinates\"");
    role("seller", "{\"reach\": \"subordinates\", \"of\": [\"created_by\", \"seller\"]}");
    role("unit", "{\"reach\": \"department_and_below\", \"of\": [\"unit\"]}");
    sales = departments.create("销售" + number, null, 0, null).id();
    south = departments.create("华南" + number, sales, 0, null).id();
    store = departments.create("仓库" + number, null, 0, null).id();
    sit("chief", sales, null);
    sit("clerk", south, "chief");
    sit("trainee", south, "clerk");
    sit("keeper", store, null);
    team.forEach((name, who) -> visit(who, name, null, null));
  }

  private void role(String key, String scope) {
    Company.publish(
        builder,
        """
        {"kind": "role", "key": "%s%d", "label": "%s", "forms": {"%s": {"view": %s, "create": true, "edit": %s, "delete": %s}}}
        """
            .formatted(key, number, key, visits, scope, scope, scope));
  }

  private void sit(String name, UUID department, @Nullable String manager) {
    Browser who = company.named(name + number, "department" + number);
    team.put(name, who);
    departments.place(
        UUID.fromString(idOf(who)),
        new Placement(department, manager == null ? null : UUID.fromString(idOf(of(manager)))));
  }

  private Browser of(String name) {
    return java.util.Objects.requireNonNull(team.get(name));
  }

  private String visit(Browser who, String name, @Nullable String seller, @Nullable UUID unit) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", name);
    if (seller != null) {
      values.put("seller", seller);
    }
    if (unit != null) {
      values.put("unit", unit.toString());
    }
    return id(create(who, visits, values));
  }

  /** Names of the visits that somebody with a role finds, and could open one by one. */
  private Set<String> seen(String name, String role) {
    people.setRoles(UUID.fromString(idOf(of(name))), Set.of(role + number));
    JsonNode items = ok(200, of(name).get(records(visits))).path("items");
    items.forEach(
        item -> assertThat(of(name).get(record(visits, id(item))).status()).isEqualTo(200));
    Set<String> ids = items.valueStream().map(Company::id).collect(Collectors.toSet());
    ok(200, builder.get(records(visits)))
        .path("items")
        .valueStream()
        .map(Company::id)
        .filter(id -> !ids.contains(id))
        .forEach(id -> {
          assertThat(of(name).get(record(visits, id)).status()).isEqualTo(404);
          assertThat(of(name).get(record(visits, id) + "/history").status()).isEqualTo(404);
          assertThat(of(name).delete(record(visits, id) + "?rev=1").status()).isEqualTo(404);
        });
    return items
        .valueStream()
        .map(item -> Company.value(item, "name"))
        .filter(text -> !text.startsWith("mine"))
        .collect(Collectors.toSet());
  }

  @Test
  void reachesThePeopleOfTheDepartmentAndThoseBelow() {
    assertThat(seen("chief", "department")).containsExactly("chief");
    assertThat(seen("clerk", "department")).containsExactlyInAnyOrder("clerk", "trainee");
    assertThat(seen("chief", "below")).containsExactlyInAnyOrder("chief", "clerk", "trainee");
    assertThat(seen("keeper", "below")).containsExactly("keeper");
  }

  @Test
  void reachesThoseWhoReportDirectlyOrThroughOthers() {
    assertThat(seen("chief", "reports")).containsExactlyInAnyOrder("chief", "clerk", "trainee");
    assertThat(seen("trainee", "reports")).containsExactly("trainee");
  }

  @Test
  void leadsIntoADepartmentOneDoesNotWorkIn() {
    Department before = departments.find(store).orElseThrow();
    departments.change(
        new Department(store, before.name(), null, 0, UUID.fromString(idOf(of("trainee"))), false));
    assertThat(seen("trainee", "department"))
        .containsExactlyInAnyOrder("trainee", "clerk", "keeper");
    departments.change(before);
    assertThat(seen("trainee", "department")).containsExactlyInAnyOrder("trainee", "clerk");
  }

  @Test
  void reachesThroughTheFieldsOfARecord() {
    String sold = visit(builder, "mine sold", idOf(of("trainee")), null);
    String stored = visit(builder, "mine stored", null, south);
    seen("clerk", "seller");
    assertThat(of("clerk").get(record(visits, sold)).status()).isEqualTo(200);
    assertThat(of("clerk").get(record(visits, stored)).status()).isEqualTo(404);
    seen("chief", "unit");
    assertThat(of("chief").get(record(visits, stored)).status()).isEqualTo(200);
    assertThat(of("chief").get(record(visits, sold)).status()).isEqualTo(404);
    seen("keeper", "unit");
    assertThat(of("keeper").get(record(visits, stored)).status()).isEqualTo(404);
  }

  @Test
  void explainsTheReachAndTheFieldsItGoesThrough() {
    String sold = visit(builder, "mine told", idOf(of("trainee")), null);
    seen("clerk", "seller");
    JsonNode view =
        ok(200, builder.get(record(visits, sold) + "/access?person=" + idOf(of("clerk"))))
            .at("/roles/0/actions/view");
    assertThat(view.path("scope").asString()).isEqualTo("subordinates");
    assertThat(view.path("of").toString()).isEqualTo("[\"created_by\",\"seller\"]");
    assertThat(view.path("reaches").asBoolean()).isTrue();
  }

  @Test
  void refusesAReachThroughAFieldThatNamesNobody() {
    JsonNode role =
        tools.jackson.databind.json.JsonMapper.shared()
            .readTree(
                """
                {"kind": "role", "key": "bad%d", "label": "x", "forms": {"%s": {
                  "view": {"reach": "department", "of": ["name"]}, "edit": {"reach": "subordinates", "of": ["unit"]}}}}
                """
                    .formatted(number, visits));
    ok(200, Company.draft(builder, role));
    JsonNode check = ok(200, builder.post("/api/artifacts/role/bad" + number + "/check", Map.of()));
    assertThat(check.path("findings").findValuesAsString("code"))
        .filteredOn(code -> code.startsWith("access."))
        .containsExactly("access.team_field", "access.team_field");
  }

  @Test
  void hasAnIndexOnWhoMadeARecordWhereARoleAsksForIt() {
    assertThat(
            database
                .sql("select indexdef from pg_indexes where schemaname = ? and tablename = ?")
                .params(List.of(workspace.schema(), "f_" + visits))
                .query(String.class)
                .list())
        .anyMatch(index -> index.contains("(created_by, id)"));
  }
}
