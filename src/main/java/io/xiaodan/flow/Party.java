package io.xiaodan.flow;

import io.xiaodan.action.Who;
import io.xiaodan.expression.Formula;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Those asked at a node: who is named, and who is found by their place in the company, by a formula
 * or by somebody's choice; all of them add up.
 *
 * @param named roles, people, the starter, a person field
 * @param ids formulas that give ids of people, one or a list
 * @param departments everyone who works there
 * @param above people above others, nearest first
 * @param chosen whether somebody chooses them; null where nobody does
 * @param table key of the decision table whose row names them; null for none
 */
public record Party(
    Who named,
    List<Formula> ids,
    List<Members> departments,
    List<Above> above,
    @Nullable Chosen chosen,
    @Nullable String table) {

  /** The members of a department, and of those below it. */
  public record Members(UUID department, boolean below) {}

  /**
   * People above somebody.
   *
   * @param heads whether the heads of departments are meant, or managers
   * @param of gives the person or the department; null for the starter
   * @param up the first level: 0 is the head of one's own department, 1 one's manager
   * @param levels how many, one above the other
   */
  public record Above(boolean heads, @Nullable Formula of, int up, int levels) {}

  /**
   * A choice made while the flow runs.
   *
   * @param byStarter whether the starter chooses, or who acts before
   * @param from whom may be chosen; anybody where it names nobody
   * @param most how many may be chosen
   */
  public record Chosen(boolean byStarter, Choice from, int most) {}

  /** Whom one may choose from. */
  public record Choice(Set<String> roles, Set<UUID> people, Set<UUID> departments) {}

  /** Only people who are named. */
  static Party of(Who named) {
    return new Party(named, List.of(), List.of(), List.of(), null, null);
  }

  /** Only these people. */
  static Party of(Set<UUID> people) {
    return of(new Who(Set.of(), people, false, null));
  }
}
