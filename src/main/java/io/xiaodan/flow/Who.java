package io.xiaodan.flow;

import io.xiaodan.expression.Formula;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is asked at a node; all that are named add up.
 *
 * @param roles everyone who has one of these roles
 * @param people these people
 * @param starter whether the person who started the flow
 * @param fields formulas that give people: a person field, a text with an id, or a list of them
 * @param departments everyone who works there
 * @param above people above others, nearest first
 * @param chosen whether somebody chooses them; null where nobody does
 * @param table key of the decision table whose row names them; null for none
 */
public record Who(
    Set<String> roles,
    Set<UUID> people,
    boolean starter,
    List<Formula> fields,
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

  /** Only people with a role. */
  static Who role(String role) {
    return new Who(Set.of(role), Set.of(), false, List.of(), List.of(), List.of(), null, null);
  }
}
