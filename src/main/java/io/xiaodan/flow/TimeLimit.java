package io.xiaodan.flow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Until when a task should be done, and what happens around that moment.
 *
 * @param after minutes from the moment it is handed out
 * @param working whether only working time counts
 */
public record TimeLimit(int after, boolean working, List<Step> steps) {

  /** What a step does. */
  public enum Deed {
    REMIND,
    ESCALATE,
    PASS,
    REJECT,
    TRANSFER
  }

  /**
   * Something that happens.
   *
   * @param at minutes after the task is due; negative for before
   * @param every minutes after which a reminder is repeated; null for once
   * @param to who is asked as well or instead; null where nobody is needed
   */
  public record Step(int at, Deed deed, @Nullable Integer every, @Nullable Party to) {}
}
