package io.xiaodan.blueprint;

import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/**
 * A kind of artifact, registered as a bean by the module that knows what it means.
 *
 * @param <T> the compiled form of one artifact
 */
public interface ArtifactKind<T> {

  /** Name of the kind and class of what it compiles to. */
  ArtifactType<T> type();

  /**
   * Compiled after every kind of a lower number; it may look at those: group 5, form 10, role 20,
   * flow 30, rule 40, dashboard 50.
   */
  int order();

  /**
   * Compiles all documents of the kind together, since they may refer to one another. Whatever is
   * wrong is reported to the compilation; a document with errors may be left out of the answer.
   */
  Map<String, T> compile(SequencedMap<String, JsonNode> documents, Compilation compilation);
}
