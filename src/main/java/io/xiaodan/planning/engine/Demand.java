package io.xiaodan.planning.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A quantity that somebody waits for.
 *
 * @param id of the line
 * @param order the record it belongs to: a customer's order, or a work order
 * @param day it is wanted; one that has passed counts as today
 * @param amount what the quantity is worth to the order
 * @param supply the work order in {@link Snapshot#supplies()} that waits for this part; null for a
 *     customer's order
 */
public record Demand(
    UUID id,
    UUID order,
    UUID material,
    LocalDate day,
    BigDecimal quantity,
    BigDecimal amount,
    @Nullable UUID supply) {}
