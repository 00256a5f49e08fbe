package io.xiaodan.blueprint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All published artifacts of a workspace, compiled; immutable. A request runs against one blueprint
 * from start to end.
 */
public final class Blueprint {

  private final long version;
  private final Map<String, Map<String, ?>> artifacts;

  Blueprint(long version, Map<String, Map<String, ?>> artifacts) {
    this.version = version;
    Map<String, Map<String, ?>> copy = new LinkedHashMap<>();
    artifacts.forEach((kind, all) ->
        copy.put(kind, java.util.Collections.unmodifiableMap(new LinkedHashMap<>(all))));
    this.artifacts = java.util.Collections.unmodifiableMap(copy);
  }

  /** A blueprint with nothing in it, before the first artifact was published. */
  public static Blueprint empty() {
    return new Blueprint(0, Map.of());
  }

  /** Grows by one with every publication in the workspace. */
  public long version() {
    return version;
  }

  /** All artifacts of a kind by key, in the order they were first published. */
  @SuppressWarnings("unchecked") // put there by the kind of this very type
  public <T> Map<String, T> all(ArtifactType<T> type) {
    return (Map<String, T>) artifacts.getOrDefault(type.kind(), Map.of());
  }

  /** One artifact by key. */
  public <T> Optional<T> find(ArtifactType<T> type, String key) {
    return Optional.ofNullable(all(type).get(key));
  }

  Map<String, Map<String, ?>> artifacts() {
    return artifacts;
  }
}
