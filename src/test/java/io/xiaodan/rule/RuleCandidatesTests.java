package io.xiaodan.rule;

import static io.xiaodan.rule.Workshop.form;
import static io.xiaodan.rule.Workshop.key;
import static io.xiaodan.rule.Workshop.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.record.Change;
import io.xiaodan.record.StoredRecord;
import io.xiaodan.record.Write;
import io.xiaodan.support.ServerTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestConstructor;

@ServerTest
@Import(Workshop.class)
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class RuleCandidatesTests {

  private static final int MANY = 500;

  private final Workshop workshop;
  private final RuleParticipant participant;

  @Autowired
  RuleCandidatesTests(Workshop workshop, RuleParticipant participant) {
    this.workshop = workshop;
    this.participant = participant;
  }

  @Test
  void asksNoneOfManyRulesThatWaitForSomethingElse() {
    String form = key("f");
    String[] documents = new String[MANY + 1];
    documents[0] = form(form);
    for (int i = 0; i < MANY; i++) {
      documents[i + 1] = rule(key("q"), form, trigger(i), "number >= " + i, step());
    }
    workshop.publish(documents);
    RuleIndex index = RuleIndex.of(workshop.blueprints.current());
    StoredRecord record = workshop.create(form, "'name': 'a', 'number': 1000");
    assertThat(index.candidates(changing(record, "'name': 'b'"))).isEmpty();
    Change number = changing(record, "'number': 7");
    assertThat(index.candidates(number)).extracting(Rule::trigger).hasSize(1);
    assertThat(index.candidates(changing(record, "'state': 'open'"))).hasSize(MANY / 2);
    assertThat(participant.consider(changing(record, "'name': 'b'"))).isNull();
    assertThat(participant.consider(number)).isNotNull();
    assertThat(participant.consider(changing(record, "'state': 'open', 'number': -1"))).isNull();
  }

  /** Half wait for a state, half for a number of their own. */
  private static String trigger(int i) {
    return i % 2 == 0
        ? "{\"on\": [\"change\"], \"fields\": {\"state\": {\"to\": \"open\"}}}"
        : "{\"on\": [\"change\"], \"fields\": {\"number\": {\"to\": \"%d\"}}}".formatted(i);
  }

  private static String step() {
    return "{\"key\": \"s\", \"action\": \"create_task\", \"title\": \"x\", \"who\": {\"roles\": [\"warehouse\"]}}";
  }

  /** The change as rules see it; it is not made. */
  private Change changing(StoredRecord record, String values) {
    AtomicReference<@Nullable Change> seen = new AtomicReference<>();
    List<RuntimeException> stopped = new ArrayList<>();
    try {
      workshop.records.update(
          workshop.caller(),
          record.form(),
          record.id(),
          record.rev(),
          Write.of(workshop.json.readTree("{" + values.replace('\'', '"') + "}"))
              .alongside(change -> {
                seen.set(change);
                throw new IllegalStateException("far enough");
              }));
    } catch (IllegalStateException e) {
      stopped.add(e);
    }
    assertThat(stopped).hasSize(1);
    Change change = seen.get();
    assertThat(change).isNotNull();
    return java.util.Objects.requireNonNull(change);
  }
}
