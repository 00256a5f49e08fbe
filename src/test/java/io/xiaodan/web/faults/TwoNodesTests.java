package io.xiaodan.web.faults;

import static io.xiaodan.support.Company.create;
import static io.xiaodan.support.Company.customer;
import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.order;
import static io.xiaodan.support.Company.product;
import static io.xiaodan.support.Company.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.xiaodan.XiaodanApplication;
import io.xiaodan.identity.Session;
import io.xiaodan.identity.Sessions;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Two nodes on one empty database, started at the same moment: what one does the other knows. */
class TwoNodesTests {

  private static final Duration SOON = Duration.ofSeconds(3);

  @TempDir private static Path folder;
  private static ConfigurableApplicationContext first;
  private static ConfigurableApplicationContext second;
  private static Session.Opened token;
  private static Browser here;
  private static Browser there;

  @BeforeAll
  static void startBoth() throws Exception {
    String database = TestDatabase.fresh().urlWithLogin();
    CompletableFuture<ConfigurableApplicationContext> other =
        CompletableFuture.supplyAsync(() -> node(database, "b"));
    first = node(database, "a");
    second = other.get();
    token = first.getBean(Sessions.class).openToken("builder");
    here = browser(first, token);
    there = browser(second, token);
  }

  @AfterAll
  static void stopBoth() {
    first.close();
    second.close();
  }

  private static ConfigurableApplicationContext node(String database, String name) {
    return new SpringApplicationBuilder(XiaodanApplication.class)
        .run(
            "--server.port=0",
            "--xiaodan.database-url=" + database,
            "--xiaodan.data=" + folder.resolve(name),
            "--xiaodan.database.connections=6",
            "--logging.structured.format.file=",
            "--logging.file.name=");
  }

  private static Browser browser(ConfigurableApplicationContext node, Session.Opened token) {
    int port =
        Integer.parseInt(
            Objects.requireNonNull(node.getEnvironment().getProperty("local.server.port")));
    return new Browser(port).bearer(token.token());
  }

  @Test
  void thePackagedAppIsInstalledOnce() {
    assertThat(ok(200, here.get("/api/artifacts/form/orders/versions")).path("items").size())
        .isEqualTo(1);
    assertThat(ok(200, there.get("/api/blueprint")).path("forms").size()).isPositive();
  }

  @Test
  void aNewNameOfACustomerIsSeenOnTheOtherNode() {
    String customer = customer(here);
    String order = id(create(there, "orders", order(customer, product(here, "1"), "1")));
    assertThat(name(there, order)).startsWith("客户");
    for (int i = 1; i < 5; i++) {
      String name = "改名" + i;
      ok(
          200,
          here.patch(
              record("customers", customer), Map.of("rev", i, "values", Map.of("name", name))));
      assertThat(name(here, order)).as("at once on the node that did it").isEqualTo(name);
      await().atMost(SOON).until(() -> name(there, order).equals(name));
    }
  }

  private static String name(Browser node, String order) {
    return ok(200, node.get(record("orders", order)))
        .path("values")
        .path("customer")
        .path("title")
        .asString();
  }

  @Test
  void aPublicationReachesTheOtherNode() {
    ObjectNode form = Company.document(here, "form", "customers");
    String key = "extra" + Company.unique();
    ((tools.jackson.databind.node.ArrayNode) form.path("fields"))
        .add(form.objectNode().put("key", key).put("type", "text"));
    Company.publish(here, form);
    await()
        .atMost(SOON)
        .until(() ->
            there
                    .post(
                        Company.records("customers"),
                        Map.of("values", Map.of("name", "新", key, "x")))
                    .status()
                == 201);
    assertThat(there.get("/api/blueprint").json().path("version"))
        .isEqualTo(here.get("/api/blueprint").json().path("version"));
  }

  @Test
  void aRevokedTokenIsRefusedOnTheOtherNode() {
    Session.Opened other = second.getBean(Sessions.class).openToken("sales");
    Browser browser = browser(second, other);
    ok(200, browser.get("/api/session"));
    first.getBean(Sessions.class).revokeToken(other.session().id());
    await().atMost(SOON).until(() -> browser.get("/api/session").status() == 401);
  }

  @Test
  void numbersOfBothNodesDiffer() {
    TreeSet<String> numbers = new TreeSet<>();
    for (int i = 0; i < 10; i++) {
      for (Browser node : new Browser[] {here, there}) {
        JsonNode made = create(node, "customers", Map.of("name", "号"));
        assertThat(numbers.add(Company.value(made, "code"))).isTrue();
      }
    }
  }
}
