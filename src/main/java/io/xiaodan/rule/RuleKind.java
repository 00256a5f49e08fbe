package io.xiaodan.rule;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.ArtifactKind;
import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.blueprint.Compilation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Compiles rules, then looks at the calls and for circles among all of them. */
@Component
class RuleKind implements ArtifactKind<Rule> {

  @Override
  public ArtifactType<Rule> type() {
    return Rule.TYPE;
  }

  @Override
  public int order() {
    return 40;
  }

  @Override
  public Map<String, Rule> compile(
      SequencedMap<String, JsonNode> documents, Compilation compilation) {
    Map<String, Rule> rules = new LinkedHashMap<>();
    documents.forEach((key, document) -> {
      Rule rule = new RuleCompiler(compilation, new ArtifactId("rule", key)).compile(document);
      if (rule != null) {
        rules.put(key, rule);
      }
    });
    RuleCallCheck.report(rules, compilation);
    RuleLoops.report(rules.values(), compilation);
    return rules;
  }
}
