package io.xiaodan.flow;

import static io.xiaodan.support.Company.id;
import static io.xiaodan.support.Company.ok;
import static io.xiaodan.support.Company.record;

import io.xiaodan.identity.People;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/** A small company with a form of its own and flows drawn for each test, over HTTP. */
final class FlowHall {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final Company company;
  final Browser builder;
  final String form;
  final String role;
  final String boss;

  FlowHall(int port, People people) {
    company = new Company(port, people);
    builder = company.person("builder");
    int number = Company.unique();
    form = "hall" + number;
    role = "hall_member" + number;
    boss = "hall_boss" + number;
    Company.publish(
        builder,
        """
        {"kind": "form", "key": "%s", "label": "申请", "title": "name", "fields": [
          {"key": "name", "type": "text", "label": "名称", "required": true},
          {"key": "amount", "type": "number", "label": "金额"},
          {"key": "area", "type": "select", "label": "区域", "options": [{"key": "south", "label": "南"}, {"key": "north", "label": "北"}]},
          {"key": "reviewer", "type": "person", "label": "复核人"},
          {"key": "verdict", "type": "text", "label": "结论"}]}
        """
            .formatted(form));
    role(role, false);
    role(boss, true);
  }

  private void role(String key, boolean administers) {
    Company.publish(
        builder,
        """
        {"kind": "role", "key": "%s", "label": "%1$s", "builds": false, "administers": %s, "dashboards": [],
         "forms": {"%s": {"view": "all", "create": true, "edit": "all", "delete": "all"}}}
        """
            .formatted(key, administers, form));
  }

  /** Somebody who sees and makes records of the form. */
  Browser member(String name) {
    return company.named(name, role);
  }

  /**
   * Publishes the only flow of the form that starts with new records.
   *
   * @param nodes the inside of the list, without start and ends; the first is {@code a}
   */
  void flow(String more, String nodes) {
    Company.publish(builder, document("create", more, nodes));
  }

  String document(String on, String more, String nodes) {
    return """
    {"kind": "flow", "key": "%1$s", "label": "申请流程", "form": "%1$s", "start": {"on": "%2$s"}, %3$s
     "nodes": [{"key": "start", "type": "start", "next": "a", "edit": ["name", "amount"]}, %4$s,
       {"key": "end", "type": "end", "set": {"verdict": "\\"passed\\""}}, {"key": "no", "type": "end", "result": "rejected", "set": {"verdict": "\\"rejected\\""}}]}
    """
        .formatted(form, on, more, nodes);
  }

  /** A node that asks people; {@code more} ends with a comma. */
  static String ask(String key, String who, String more, String next) {
    return """
    {"key": "%s", "type": "approve", "who": %s, %s "outcomes": {"approve": {"next": "%s"}, "reject": {"comment": true, "next": "no"}}}
    """
        .formatted(key, who, more, next);
  }

  static String people(Browser... browsers) {
    return "{\"people\": " + ids(browsers) + "}";
  }

  static List<String> ids(Browser... browsers) {
    return java.util.Arrays.stream(browsers).map(each -> "\"" + Company.idOf(each) + "\"").toList();
  }

  String start(Browser by, Object amount) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", "申请 " + Company.unique());
    values.put("amount", amount);
    return id(Company.create(by, form, values));
  }

  JsonNode flow(String record) {
    return ok(200, builder.get(record(form, record) + "/flow"));
  }

  JsonNode stored(String record) {
    return ok(200, builder.get(record(form, record)));
  }

  /** Names of those asked now, sorted. */
  List<String> asked(String record) {
    return flow(record)
        .path("current")
        .valueStream()
        .flatMap(place -> place.path("assignees").valueStream())
        .map(JsonNode::asString)
        .sorted()
        .toList();
  }

  List<String> nodes(String record) {
    return flow(record)
        .path("current")
        .valueStream()
        .map(place -> place.path("node").asString())
        .sorted()
        .toList();
  }

  List<String> trail(String record) {
    return flow(record)
        .path("trail")
        .valueStream()
        .map(each ->
            each.path("person").path("title").asString()
                + " "
                + each.path("act").asString(each.path("action").asString()))
        .toList();
  }

  /** The task of a record in somebody's list. */
  String task(Browser by, String record) {
    return taskView(by, record).path("id").asString();
  }

  JsonNode taskView(Browser by, String record) {
    return ok(200, by.get("/api/tasks?limit=200&record=" + record))
        .path("items")
        .valueStream()
        .findFirst()
        .orElseThrow(() -> new AssertionError("no task, asked are " + flow(record)));
  }

  boolean hasTask(Browser by, String record) {
    return !ok(200, by.get("/api/tasks?limit=200&record=" + record)).path("items").isEmpty();
  }

  Answer decide(Browser by, String record, String outcome, Map<String, ?> body) {
    return by.post("/api/tasks/" + task(by, record) + "/outcomes/" + outcome, body);
  }

  void approve(Browser by, String record) {
    ok(200, decide(by, record, "approve", Map.of("comment", "同意")));
  }

  void reject(Browser by, String record) {
    ok(200, decide(by, record, "reject", Map.of("comment", "不行")));
  }

  Answer hand(Browser by, String record, String act, Map<String, ?> body) {
    return by.post("/api/tasks/" + task(by, record) + "/acts/" + act, body);
  }

  Answer act(Browser by, String record, String act, Map<String, ?> body) {
    return by.post(record(form, record) + "/flow/acts/" + act, body);
  }

  /** Waits until background work has brought something about. */
  static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not come about");
      }
      java.util.concurrent.TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
