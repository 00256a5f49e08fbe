package io.xiaodan.guide;

import io.xiaodan.blueprint.ArtifactType;
import io.xiaodan.kernel.Label;
import java.util.List;
import java.util.Locale;

/**
 * A list of first steps.
 *
 * @param steps in the order in which they are shown
 */
public record Guide(String key, Label label, List<Step> steps) {

  /** Where compiled guides stand in the blueprint. */
  public static final ArtifactType<Guide> TYPE = new ArtifactType<>("guide", Guide.class);

  /**
   * One step.
   *
   * @param help why, and how, in a sentence
   */
  public record Step(String key, Label label, Label help, Goal goal) {}

  /** What has been reached when a step is done. */
  public sealed interface Goal {

    /**
     * A form has a record.
     *
     * @param form key of the form
     * @param way in which the first ones are best entered
     */
    record HasRecords(String form, Way way) implements Goal {}

    /** Something of the whole workspace is set up. */
    record IsSetUp(Setting setting) implements Goal {}
  }

  /** How records are entered. */
  public enum Way {
    FILE,
    HAND;

    /** As documents write it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What of the whole workspace is set up. */
  public enum Setting {
    /** Somebody beside the first administrator can sign in. */
    PEOPLE,
    /** The address under which people and customers reach the installation. */
    ADDRESS,
    /** A server that mails go out by. */
    MAIL;

    /** As documents write it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
