package io.xiaodan.flow;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.ArtifactKind;
import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.form.Form;
import io.xiaodan.identity.Departments;
import io.xiaodan.identity.People;
import io.xiaodan.platform.Workspace;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Compiles flows and has each proof-read. */
@Component
class FlowKind implements ArtifactKind<Flow> {

  private final FlowProofReader proofReader;
  private final FlowReview review;

  FlowKind(People people, Departments departments, Clock clock, Workspace workspace) {
    this.review = new FlowReview(people, departments);
    this.proofReader = new FlowProofReader(clock, workspace.zone());
  }

  @Override
  public ArtifactType<Flow> type() {
    return Flow.TYPE;
  }

  @Override
  public int order() {
    return 30;
  }

  @Override
  public Map<String, Flow> compile(
      SequencedMap<String, JsonNode> documents, Compilation compilation) {
    Map<String, Flow> flows = new LinkedHashMap<>();
    documents.forEach((key, document) -> {
      ArtifactId id = new ArtifactId("flow", key);
      Flow flow =
          new FlowCompiler(
                  id, document, compilation, other -> Optional.ofNullable(documents.get(other)))
              .compile();
      if (flow != null) {
        proofReader.read(id, flow, compilation);
        Form form = Objects.requireNonNull(compilation.find(Form.TYPE, flow.form()));
        review.read(id, flow, form, compilation);
        flows.put(key, flow);
      }
    });
    return flows;
  }
}
