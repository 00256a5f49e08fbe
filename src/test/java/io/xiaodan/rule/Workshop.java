package io.xiaodan.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.blueprint.Finding;
import io.xiaodan.blueprint.Publication;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.record.Caller;
import io.xiaodan.record.Records;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.record.Write;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Publishes small forms and rules, makes records and waits for what rules do. */
@TestComponent
class Workshop {

  private static final AtomicInteger counter = new AtomicInteger();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  final Blueprints blueprints;
  final Records records;
  final RuleRuns runs;
  final RunDesk desk;
  final JsonMapper json;

  Workshop(Blueprints blueprints, Records records, RuleRuns runs, RunDesk desk, JsonMapper json) {
    this.blueprints = blueprints;
    this.records = records;
    this.runs = runs;
    this.desk = desk;
    this.json = json;
  }

  /** A key that no other test uses. */
  static String key(String beginning) {
    return beginning + counter.incrementAndGet();
  }

  /** Documents by artifact; single quotes stand for double ones inside formulas. */
  SequencedMap<ArtifactId, JsonNode> documents(String... texts) {
    SequencedMap<ArtifactId, JsonNode> documents = new LinkedHashMap<>();
    for (String text : texts) {
      JsonNode document = json.readTree(text.replace("'", "\\\""));
      documents.put(
          new ArtifactId(document.path("kind").asString(), document.path("key").asString()),
          document);
    }
    return documents;
  }

  void publish(String... texts) {
    Publication publication = blueprints.publish(documents(texts), Actor.SYSTEM);
    assertThat(publication.isAllowed()).as(publication.findings().toString()).isTrue();
  }

  /** What the check says of the rules among these, whatever others are published already. */
  List<Finding> check(String... texts) {
    SequencedMap<ArtifactId, JsonNode> documents = documents(texts);
    return blueprints.check(documents).findings().stream()
        .filter(finding -> finding.artifact().kind().equals("rule"))
        .filter(finding -> documents.containsKey(finding.artifact()))
        .toList();
  }

  /** A form with a name, a state, a number, an address, a person and a reference to itself. */
  static String form(String key) {
    return """
    {"kind": "form", "key": "%1$s", "label": "%1$s", "title": "name", "fields": [
      {"key": "name", "type": "text", "label": "名称", "required": true},
      {"key": "state", "type": "select", "label": "状态", "default": "'new'", "options": [
        {"key": "new", "label": "新"}, {"key": "open", "label": "开"}, {"key": "closed", "label": "关"}]},
      {"key": "number", "type": "number", "label": "数", "scale": 2},
      {"key": "double", "type": "number", "label": "双", "scale": 2, "formula": "number * 2"},
      {"key": "mail", "type": "email", "label": "邮箱"},
      {"key": "owner", "type": "person", "label": "负责人"},
      {"key": "other", "type": "reference", "label": "关联", "form": "%1$s"},
      {"key": "no", "type": "auto_number", "label": "编号", "pattern": "N{0000}"},
      {"key": "lines", "type": "lines", "label": "明细", "fields": [
        {"key": "what", "type": "text", "label": "什么", "required": true}, {"key": "amount", "type": "number", "label": "多少"}]}]}
    """
        .formatted(key);
  }

  /** A rule; the steps are the inside of the list. */
  static String rule(String key, String form, String trigger, String when, String steps) {
    return """
    {"kind": "rule", "key": "%s", "label": "%1$s", "form": "%s", "trigger": %s, %s "steps": [%s]}
    """
        .formatted(key, form, trigger, when.isEmpty() ? "" : "\"when\": \"" + when + "\",", steps);
  }

  Caller caller() {
    return new Caller(blueprints.current(), Actor.system(Origin.API));
  }

  StoredRecord create(String form, String values) {
    return records.create(caller(), form, Write.of(values(values)));
  }

  StoredRecord change(StoredRecord record, String values) {
    return records.update(
        caller(), record.form(), record.id(), record.rev(), Write.of(values(values)));
  }

  StoredRecord get(StoredRecord record) {
    return records.get(caller(), record.form(), record.id());
  }

  private JsonNode values(String values) {
    return json.readTree("{" + values.replace('\'', '"') + "}");
  }

  /** The runs of a rule once there are so many and none of them is running. */
  List<RuleRun> ended(String rule, int count) {
    await(() -> {
      List<RuleRun> found = runs(rule);
      return found.size() >= count
          && found.stream().noneMatch(run -> run.state().equals("running"));
    });
    List<RuleRun> found = runs(rule);
    assertThat(found).hasSize(count);
    return found;
  }

  RuleRun ended(String rule) {
    return ended(rule, 1).getFirst();
  }

  List<RuleRun> runs(String rule) {
    return runs.list(new RunFilter(rule, null, null, null), 500);
  }

  /** States of the steps by key. */
  static Map<String, String> states(RuleRun run) {
    Map<String, String> states = new LinkedHashMap<>();
    run.steps().forEach(step -> states.put(step.key(), step.state().key()));
    return states;
  }

  static RunStep step(RuleRun run, String key) {
    return run.steps().stream().filter(step -> step.key().equals(key)).findFirst().orElseThrow();
  }

  /** The id that a step says it made. */
  static UUID made(RuleRun run, String step) {
    JsonNode detail = step(run, step).detail();
    assertThat(detail).isNotNull();
    return UUID.fromString(detail.path("id").asString());
  }

  /** The database fails so many times when a step of the rule ends, after its effect. */
  static void failStepsOf(JdbcTemplate database, String rule, int times) {
    database.execute(
        """
        CREATE SEQUENCE w_main.failures_%1$s;
        CREATE FUNCTION w_main.fail_%1$s() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF NEW.state = 'done' AND EXISTS (SELECT 1 FROM w_main.rule_run WHERE id = NEW.run_id AND rule = '%1$s')
            AND nextval('w_main.failures_%1$s') <= %2$d THEN RAISE EXCEPTION 'the worker dies';
          END IF;
          RETURN NEW;
        END $$;
        CREATE TRIGGER fail_%1$s BEFORE UPDATE ON w_main.rule_step FOR EACH ROW EXECUTE FUNCTION w_main.fail_%1$s();
        """
            .formatted(rule, times));
  }

  static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(until);
      java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
    }
  }
}
