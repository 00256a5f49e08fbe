package io.xiaodan.planning.engine;

import java.util.List;
import java.util.UUID;

/** What planning gives. */
public sealed interface Plan {

  /**
   * A plan.
   *
   * @param suggestions what to buy and make, by material and day
   * @param pegs all that is wanted, and where each part of it comes from
   * @param materials each with its days
   * @param withoutBill what is made here and has no bill of materials
   * @param unknown demands and supplies of materials that are not planned
   */
  record Made(
      List<Suggestion> suggestions,
      List<Peg> pegs,
      List<MaterialPlan> materials,
      List<UUID> withoutBill,
      int unknown)
      implements Plan {}

  /** Bills that lead in a circle: the first material is a part of the last, and so on. */
  record Circular(List<UUID> circle) implements Plan {}
}
