package io.xiaodan.web.openapi;

import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.record;
import static io.xiaodan.support.Company.records;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Company;
import io.xiaodan.support.ServerTest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTests {

  private static final JsonMapper JSON = JsonMapper.shared();

  @LocalServerPort private int port;
  @Autowired private People people;

  private Company company;
  private Browser builder;
  private JsonNode description;

  @BeforeAll
  void ask() {
    company = new Company(port, people);
    builder = company.person("builder");
    description = ok(200, builder.get("/api/openapi.json"));
  }

  @Test
  void isReadWithoutAComplaintByAToolForClients() {
    SwaggerParseResult read = new OpenAPIV3Parser().readContents(description.toString());
    assertThat(read.getMessages()).isNullOrEmpty();
    assertThat(read.getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
    assertThat(read.getOpenAPI().getPaths())
        .containsKeys(
            "/api/forms/orders/records",
            "/api/forms/orders/records/{id}",
            "/api/forms/orders/records/{id}/flow",
            "/api/tasks/{id}/outcomes/{outcome}");
    assertThat(read.getOpenAPI().getComponents().getSecuritySchemes())
        .containsKeys("token", "session");
  }

  @Test
  void everyReferenceInItLeadsSomewhereAndEveryOperationHasItsOwnName() {
    for (JsonNode reference : description.findValues("$ref")) {
      String pointer = reference.asString().substring(1);
      assertThat(description.at(pointer).isMissingNode()).as(pointer).isFalse();
    }
    List<String> names =
        description.path("paths").findValues("operationId").stream()
            .map(JsonNode::asString)
            .toList();
    assertThat(names).doesNotHaveDuplicates().contains("create_orders", "tasks");
  }

  @Test
  void everyFormsOwnExampleIsTakenAndComesBackAsItsSchemaSays() {
    Set<String> made = new HashSet<>();
    for (JsonNode tag : description.path("tags")) {
      String form = tag.path("name").asString();
      if (description.path("paths").path(records(form)).has("post")) {
        make(form, made);
      }
    }
    assertThat(made).contains("orders", "customers", "payments", "deliveries");
  }

  /** Posts the example of a form, its references led to records made the same way. */
  private String make(String form, Set<String> made) {
    JsonNode body =
        description
            .at("/paths/~1api~1forms~1" + form + "~1records/post/requestBody/content")
            .path("application/json");
    String example = body.path("example").toString();
    for (JsonNode reference :
        description.at("/components/schemas/" + form + "_new").findValues("x-form")) {
      String target = reference.asString();
      if (!target.equals(form) && example.contains(Examples.record(target))) {
        example = example.replace(Examples.record(target), make(target, made));
      }
    }
    ObjectNode values = (ObjectNode) JSON.readTree(example).path("values");
    // The first record of a form cannot refer to another of it: a red invoice to a blue one.
    values.propertyNames().stream()
        .filter(name -> values.path(name).asString("").equals(Examples.record(form)))
        .toList()
        .forEach(values::remove);
    Browser fresh = builder;
    values.propertyNames().stream()
        .filter(name -> values.path(name).asString("").equals("A-2026-0017"))
        .toList()
        .forEach(name -> values.put(name, "A-" + Company.unique() + "-" + form));
    assertThat(complaints(form + "_new", values)).as(form + " " + values).isEmpty();
    leaveOutStock(form, values);
    // A product is not a part of itself.
    if (form.equals("bills")) {
      values.path("lines").forEach(line -> ((ObjectNode) line).put("part", make("products", made)));
    }
    JsonNode stored = ok(201, fresh.post(records(form), Map.of("values", values)));
    assertThat(complaints(form + "_record", stored)).as(form + " " + stored).isEmpty();
    assertThat(complaints(form + "_record", ok(200, fresh.get(record(form, id(stored))))))
        .isEmpty();
    made.add(form);
    return id(stored);
  }

  /** Nothing lies in a warehouse yet, and nobody sells what is not there: goods without one. */
  private static void leaveOutStock(String form, ObjectNode values) {
    if (form.equals("products")) {
      values.remove("warehouse");
    }
    if (form.equals("stock_moves")) {
      values.remove("target");
    }
    values.path("lines").forEach(line -> ((ObjectNode) line).remove("warehouse"));
  }

  private List<String> complaints(String name, JsonNode document) {
    ObjectNode schema = JSON.createObjectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$ref", "#/components/schemas/" + name);
    schema.set("components", description.path("components"));
    Schema compiled =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
    return compiled.validate(document).stream().map(Object::toString).toList();
  }

  @Test
  void theSchemasRefuseWhatTheServerRefuses() {
    for (String values :
        List.of(
            "{}",
            "{\"name\": 5}",
            "{\"name\": \"x\", \"nothing\": 1}",
            "{\"name\": \"x\", \"code\": \"C1\"}",
            "{\"name\": \"x\", \"level\": \"none\"}")) {
      assertThat(complaints("customers_new", JSON.readTree(values))).as(values).isNotEmpty();
      assertThat(
              builder.json("POST", records("customers"), "{\"values\": " + values + "}").status())
          .as(values)
          .isEqualTo(422);
    }
  }

  @Test
  void speaksTheLanguageOfWhoAsks() {
    String level = "/components/schemas/customers_values/properties/level/title";
    assertThat(description.at(level).asString()).isEqualTo("Level");
    Browser chinese = company.person("builder").with("Accept-Language", "zh-CN");
    JsonNode other = ok(200, chinese.get("/api/openapi.json"));
    assertThat(other.at(level).asString()).isEqualTo("等级");
    assertThat(other.path("info").path("title").asString()).isEqualTo("小单接口");
  }

  @Test
  void showsOnlyWhatOneMaySeeAndDo() {
    JsonNode warehouse = ok(200, company.person("warehouse").get("/api/openapi.json"));
    JsonNode schemas = warehouse.path("components").path("schemas");
    assertThat(schemas.has("orders_record")).isTrue();
    assertThat(schemas.has("payments_record")).isFalse();
    assertThat(schemas.path("orders_values").path("properties").has("paid_amount")).isFalse();
    assertThat(warehouse.path("paths").path("/api/forms/orders/records").has("post")).isFalse();
    assertThat(warehouse.path("paths").path("/api/forms/deliveries/records").has("post")).isTrue();
    assertThat(warehouse.path("paths").path("/api/forms/orders/records/{id}").has("delete"))
        .isFalse();
    assertThat(new OpenAPIV3Parser().readContents(warehouse.toString()).getMessages())
        .isNullOrEmpty();
  }

  @Test
  void followsAPublicationAtOnce() {
    ObjectNode form = Company.document(builder, "form", "products");
    String key = "extra" + Company.unique();
    ((tools.jackson.databind.node.ArrayNode) form.path("fields"))
        .add(form.objectNode().put("key", key).put("type", "text"));
    Company.publish(builder, form);
    assertThat(builder.get("/api/openapi.json").text()).contains("\"" + key + "\"");
  }
}
