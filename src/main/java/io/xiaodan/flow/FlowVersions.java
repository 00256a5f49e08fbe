package io.xiaodan.flow;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.ArtifactVersion;
import io.xiaodan.blueprint.Artifacts;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.blueprint.Finding;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The flows that running instances started with, read against today's forms. */
@Component
class FlowVersions {

  private static final Logger log = LoggerFactory.getLogger(FlowVersions.class);

  private record Key(String flow, long startedWith, long blueprint) {}

  private final Cache<Key, Flow> kept = Caffeine.newBuilder().maximumSize(500).build();
  private final Artifacts artifacts;

  FlowVersions(Artifacts artifacts) {
    this.artifacts = artifacts;
  }

  /** The flow of an instance. */
  Flow of(Blueprint blueprint, FlowInstance instance) {
    return kept.get(
        new Key(instance.flow(), instance.blueprint(), blueprint.version()),
        key -> compile(blueprint, instance));
  }

  /**
   * A document that is not published, against today's forms.
   *
   * @param findings takes what is wrong with it
   * @return null when it does not hold together
   */
  @Nullable Flow draft(Blueprint blueprint, String key, JsonNode document, List<Finding> findings) {
    Compilation compilation = Compilation.against(blueprint);
    Flow flow =
        new FlowCompiler(
                new ArtifactId("flow", key),
                document,
                compilation,
                part ->
                    artifacts
                        .asOf(new ArtifactId("flow", part), blueprint.version())
                        .map(ArtifactVersion::document))
            .compile();
    findings.addAll(compilation.findings());
    return flow;
  }

  private Flow compile(Blueprint blueprint, FlowInstance instance) {
    ArtifactId id = new ArtifactId("flow", instance.flow());
    ArtifactVersion version =
        artifacts
            .asOf(id, instance.blueprint())
            .orElseThrow(() ->
                Problem.of(ProblemKind.NOT_FOUND, "flow.gone", "flow", instance.flow())
                    .exception());
    Compilation compilation = Compilation.against(blueprint);
    Flow flow =
        new FlowCompiler(
                id,
                version.document(),
                compilation,
                part ->
                    artifacts
                        .asOf(new ArtifactId("flow", part), instance.blueprint())
                        .map(ArtifactVersion::document))
            .compile();
    if (flow == null) {
      List<Finding> findings = compilation.findings();
      log.error("flow={} version={} no longer fits its form: {}", id, version.version(), findings);
      throw Problem.of(ProblemKind.CONFLICT, "flow.broken", "flow", instance.flow()).exception();
    }
    return flow;
  }
}
