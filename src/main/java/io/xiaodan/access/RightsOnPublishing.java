package io.xiaodan.access;

import io.xiaodan.blueprint.Artifact;
import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Artifacts;
import io.xiaodan.form.Labels;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives roles their rights on a form while it is published: a form nobody but builders may see is
 * of no use, and two publications could leave it so.
 */
@Component
public class RightsOnPublishing {

  private final Artifacts artifacts;

  RightsOnPublishing(Artifacts artifacts) {
    this.artifacts = artifacts;
  }

  /**
   * The documents of the roles with these rights on the form.
   *
   * @param rights by key of role, as a role's document says them; they replace what the role said
   *     about the form
   * @throws io.xiaodan.kernel.ProblemException not found for a role that is not there; invalid for
   *     rights that are none; conflict for a role that somebody is changing, whose draft would be
   *     lost
   */
  public SequencedMap<ArtifactId, JsonNode> documents(String form, JsonNode rights) {
    SequencedMap<ArtifactId, JsonNode> documents = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : rights.properties()) {
      ArtifactId id = new ArtifactId("role", each.getKey());
      if (!each.getValue().isObject()) {
        throw Problem.invalid(
                List.of(
                    Violation.at(
                        "rights." + each.getKey(),
                        Message.of("access.rights_expected", "role", each.getKey()))))
            .exception();
      }
      documents.put(id, with(artifacts.get(id), form, each.getValue()));
    }
    return documents;
  }

  private static JsonNode with(Artifact role, String form, JsonNode rights) {
    String key = role.id().key();
    if (role.published() == null) {
      throw Problem.of(ProblemKind.NOT_FOUND, "blueprint.no_artifact", "id", role.id()).exception();
    }
    ObjectNode document = (ObjectNode) role.published().document().deepCopy();
    if (role.draft() != null) {
      throw Problem.of(
              ProblemKind.CONFLICT,
              "access.role_draft",
              "role",
              Labels.read(document.path("label"), key))
          .exception();
    }
    ObjectNode forms = document.withObject("/forms");
    Objects.requireNonNull(forms).set(form, rights);
    return document;
  }
}
