package io.xiaodan.blueprint;

import io.xiaodan.kernel.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run of the compiler: what has been compiled so far and what was found wrong. */
public final class Compilation {

  private final Map<String, Map<String, ?>> compiled = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  /** A compilation of single documents against what a blueprint already holds. */
  public static Compilation against(Blueprint blueprint) {
    Compilation compilation = new Compilation();
    compilation.compiled.putAll(blueprint.artifacts());
    return compilation;
  }

  /** The artifacts of a kind of lower order. */
  public <T> Map<String, T> all(ArtifactType<T> type) {
    Map<String, ?> all = compiled.get(type.kind());
    if (all == null) {
      return Map.of();
    }
    Map<String, T> typed = new LinkedHashMap<>();
    all.forEach((key, artifact) -> typed.put(key, type.compiled().cast(artifact)));
    return typed;
  }

  /** One artifact of a kind of lower order, or null. */
  public <T> @Nullable T find(ArtifactType<T> type, String key) {
    Map<String, ?> all = compiled.getOrDefault(type.kind(), Map.of());
    return type.compiled().cast(all.get(key));
  }

  /** Reports something that forbids publishing. */
  public void error(ArtifactId artifact, String place, Message message) {
    report(new Finding(Severity.ERROR, artifact, place, message, Map.of()));
  }

  /** Reports something worth knowing that does not forbid publishing. */
  public void warning(ArtifactId artifact, String place, Message message) {
    report(new Finding(Severity.WARNING, artifact, place, message, Map.of()));
  }

  /** Reports a finding, with its counter-example where there is one. */
  public void report(Finding finding) {
    findings.add(finding);
  }

  /** Everything reported so far, in order. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** What has been compiled so far, as a blueprint that is not one yet. */
  public Blueprint soFar() {
    return toBlueprint(0);
  }

  void put(String kind, Map<String, ?> artifacts) {
    compiled.put(kind, artifacts);
  }

  Blueprint toBlueprint(long version) {
    return new Blueprint(version, compiled);
  }
}
