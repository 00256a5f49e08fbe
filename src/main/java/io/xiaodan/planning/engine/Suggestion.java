package io.xiaodan.planning.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What ought to be bought or made.
 *
 * @param number its name within the plan, from 1
 * @param wanted how much of the quantity is for somebody; the rest is what lots leave over
 * @param needed the first day on which it is wanted
 * @param latest the last working day on which to order it so that nothing is late; may have passed
 * @param start when it is to be ordered or begun: today at the earliest, and not before its parts
 *     are there
 * @param arrives when it will be there
 */
public record Suggestion(
    int number,
    UUID material,
    boolean made,
    BigDecimal quantity,
    BigDecimal wanted,
    LocalDate needed,
    LocalDate latest,
    LocalDate start,
    LocalDate arrives,
    int lead) {}
