package io.xiaodan.blueprint;

import io.xiaodan.kernel.Message;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something the check found.
 *
 * @param severity whether it forbids publishing
 * @param artifact where: the artifact
 * @param place where inside it: a path of keys such as {@code fields.amount.formula} or {@code
 *     nodes.by_amount}
 * @param message what is wrong, in words
 * @param counterExample values that show it, by field; empty where none applies
 */
public record Finding(
    Severity severity,
    ArtifactId artifact,
    String place,
    Message message,
    Map<String, Object> counterExample) {

  public Finding {
    counterExample = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(counterExample));
  }
}
