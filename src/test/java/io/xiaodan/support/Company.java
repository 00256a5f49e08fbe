package io.xiaodan.support;

import io.xiaodan.identity.NewPerson;
import io.xiaodan.identity.People;
import io.xiaodan.support.Browser.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A company that works with the packaged order app: its people at their browsers, its records. */
public final class Company {

  private static final AtomicInteger COUNTER = new AtomicInteger();
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String PASSWORD = "a-good-password";

  private final int port;
  private final People people;

  public Company(int port, People people) {
    this.port = port;
    this.people = people;
  }

  /** Somebody new who has these roles, signed in. */
  public Browser person(String... roles) {
    return named("人" + COUNTER.incrementAndGet(), roles);
  }

  /** Somebody new with a name of their own. */
  public Browser named(String name, String... roles) {
    String login = "person." + COUNTER.incrementAndGet() + "." + System.nanoTime();
    people.create(new NewPerson(login, name, PASSWORD, null, null, Set.of(roles)));
    return new Browser(port).with("Accept-Language", "en").signIn(login, PASSWORD);
  }

  /** A number that no other test has. */
  public static int unique() {
    return COUNTER.incrementAndGet();
  }

  /** The id of who sits at a browser. */
  public static String idOf(Browser browser) {
    return browser.get("/api/session").json().path("person").path("id").asString();
  }

  /** Makes a record, and fails the test where that is refused. */
  public static JsonNode create(Browser browser, String form, Map<String, ?> values) {
    return ok(201, browser.post(records(form), Map.of("values", values)));
  }

  public static String records(String form) {
    return "/api/forms/" + form + "/records";
  }

  public static String record(String form, String id) {
    return records(form) + "/" + id;
  }

  /** The body, where the status is as expected. */
  public static JsonNode ok(int status, Answer answer) {
    if (answer.status() != status) {
      throw new AssertionError(
          "expected " + status + ", found " + answer.status() + ": " + answer.text());
    }
    return answer.json();
  }

  public static String id(JsonNode record) {
    return record.path("id").asString();
  }

  public static String value(JsonNode record, String field) {
    return record.path("values").path(field).asString("");
  }

  public static String customer(Browser browser) {
    return id(create(browser, "customers", Map.of("name", "客户" + unique(), "region", "south")));
  }

  public static String product(Browser browser, String price) {
    int number = unique();
    return id(
        create(
            browser,
            "products",
            Map.of(
                "code",
                "P" + number + "-" + System.nanoTime(),
                "name",
                "产品" + number,
                "product_line",
                "stationery",
                "price",
                price)));
  }

  /** The values of an order of one line. */
  public static Map<String, Object> order(String customer, String product, String price) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("customer", customer);
    values.put("lines", List.of(Map.of("product", product, "quantity", 1, "price", price)));
    return values;
  }

  /** The published document of an artifact, for a change. */
  public static ObjectNode document(Browser builder, String kind, String key) {
    return (ObjectNode)
        ok(200, builder.get("/api/artifacts/" + kind + "/" + key))
            .path("published")
            .path("document");
  }

  /** Saves a draft over what is published now. */
  public static Answer draft(Browser builder, JsonNode document) {
    String path = artifact(document);
    int version = builder.get(path).json().path("published").path("version").asInt(0);
    return builder.json(
        "PUT",
        path + "/draft",
        JSON.writeValueAsString(Map.of("basedOn", version, "document", document)));
  }

  /** Drafts and publishes, and fails the test where that is refused. */
  public static JsonNode publish(Browser builder, JsonNode document) {
    ok(200, draft(builder, document));
    return ok(200, builder.post(artifact(document) + "/publish", Map.of()));
  }

  public static JsonNode publish(Browser builder, String document) {
    return publish(builder, JSON.readTree(document));
  }

  public static String artifact(JsonNode document) {
    return "/api/artifacts/"
        + document.path("kind").asString()
        + "/"
        + document.path("key").asString();
  }

  /** The violations of a refusal as {@code field[row].column code}, in the order they came. */
  public static List<String> violations(Answer answer) {
    return answer
        .json()
        .path("violations")
        .valueStream()
        .map(each ->
            each.path("field").asString("")
                + (each.has("row") ? "[" + each.path("row").asInt() + "]" : "")
                + (each.has("column") ? "." + each.path("column").asString() : "")
                + " "
                + each.path("code").asString())
        .toList();
  }

  /** A query string of names and values, encoded. */
  public static String query(@Nullable Object... namesAndValues) {
    StringBuilder query = new StringBuilder("?");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i + 1] != null) {
        query
            .append(namesAndValues[i])
            .append('=')
            .append(
                java.net.URLEncoder.encode(
                    Objects.requireNonNull(namesAndValues[i + 1]).toString(),
                    java.nio.charset.StandardCharsets.UTF_8))
            .append('&');
      }
    }
    return query.toString();
  }
}
