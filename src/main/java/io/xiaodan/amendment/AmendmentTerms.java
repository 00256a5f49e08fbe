package io.xiaodan.amendment;

import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Template;
import io.xiaodan.form.Form;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Language;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of the records of one form is changed by agreed proposals only.
 *
 * @param form whose records are protected
 * @param when which of them are, judged on what is stored
 * @param fields keys of what is protected: fields, line items, or {@code lines.column}
 * @param facts fields that say what has been done already
 * @param requirements what must hold of the record as it would become
 */
public record AmendmentTerms(
    String key,
    Label label,
    Form form,
    Formula when,
    Set<String> fields,
    List<String> facts,
    List<Requirement> requirements,
    Proposals proposals) {

  /** Where compiled documents stand in the blueprint. */
  public static final ArtifactType<AmendmentTerms> TYPE =
      new ArtifactType<>("amendment", AmendmentTerms.class);

  /**
   * A condition with what is said where it does not hold.
   *
   * @param formula over the record as it would become
   */
  record Requirement(String key, Formula formula, Template zh, Template en) {
    Template in(Language language) {
      return language == Language.EN ? en : zh;
    }
  }

  /**
   * The form whose records carry proposals.
   *
   * @param record its reference to the record
   * @param state its select of the states
   * @param reason its text that says why
   * @param over its number for what lies above what was approved; null for none
   */
  public record Proposals(
      Form form,
      String record,
      String state,
      String reason,
      List<Figure> figures,
      @Nullable String over) {}

  /**
   * A number of the record, and where the proposal keeps it.
   *
   * @param of key in the record
   * @param before key in the proposal: as it was
   * @param after key in the proposal: as it would become
   */
  public record Figure(String of, String before, String after) {}

  /** What protects the records of a form. */
  static Optional<AmendmentTerms> of(Blueprint blueprint, String form) {
    return blueprint.all(TYPE).values().stream()
        .filter(terms -> terms.form.key().equals(form))
        .findFirst();
  }

  /** What the records of a form are proposals of. */
  public static Optional<AmendmentTerms> proposedBy(Blueprint blueprint, String form) {
    return blueprint.all(TYPE).values().stream()
        .filter(terms -> terms.proposals.form.key().equals(form))
        .findFirst();
  }

  @Override
  public String toString() {
    return "AmendmentTerms[" + key + "]";
  }
}
