package io.xiaodan.flow;

import io.xiaodan.kernel.Label;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a node asks people.
 *
 * @param mode how their answers are counted
 * @param share per cent of those asked that must agree, for {@link Mode#VOTE}
 * @param nobody what happens when nobody is found
 * @param substitutes who is asked for nobody, for {@link Nobody#PEOPLE}
 * @param own what happens when the starter is among those asked
 * @param again what happens when somebody asked has agreed before
 * @param offered what may be done besides the outcomes
 * @param back how it sends back
 * @param fields how the record's fields are shown; what is not named is read only
 * @param opinions texts to choose from
 * @param signature whether an outcome needs a signature
 * @param limit until when it should be done; null for no limit
 * @param message what those asked are told; null for nothing but their list
 */
public record Asking(
    Mode mode,
    int share,
    Nobody nobody,
    List<UUID> substitutes,
    Own own,
    Again again,
    Set<Act> offered,
    Back back,
    Map<String, FieldUse> fields,
    List<Label> opinions,
    boolean signature,
    @Nullable TimeLimit limit,
    @Nullable NodeMessage message) {

  /** What happens when nobody is found. */
  public enum Nobody {
    PASS,
    REJECT,
    ADMINISTRATOR,
    PEOPLE
  }

  /** What happens when the starter is among those asked. */
  public enum Own {
    /** They decide like the others. */
    ALLOW,
    /** They are left out; a node with nobody else passes. */
    SKIP,
    /** Their manager is asked instead. */
    MANAGER
  }

  /** What happens when somebody asked has agreed before. */
  public enum Again {
    ASK,
    /** They need not agree again right after they did. */
    SKIP_CONSECUTIVE,
    /** They need not agree again in this flow. */
    SKIP_ALWAYS
  }

  /** How a node's task shows a field of the record. */
  public enum FieldUse {
    HIDDEN,
    READ,
    EDIT,
    REQUIRED
  }

  /** What happens when a record sent back is handed in again. */
  public enum Then {
    /** It goes its way again. */
    RERUN,
    /** It comes straight back to who sent it back. */
    BACK,
    /** Who sends it back says which. */
    CHOOSE
  }

  /**
   * How a node sends back.
   *
   * @param to keys of the nodes it may be sent to; the start stands for the starter
   * @param settings fields written when it is sent back
   */
  public record Back(List<String> to, Then then, List<Setting> settings) {}
}
