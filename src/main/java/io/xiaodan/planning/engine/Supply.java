package io.xiaodan.planning.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A quantity that is on its way already: of a purchase, or of a work order.
 *
 * @param id of the line, or of the work order
 * @param order the record it belongs to
 * @param day it is expected; one that has passed counts as today
 * @param lead working days from its beginning to then, for what waits for parts
 */
public record Supply(
    UUID id, UUID order, UUID material, LocalDate day, BigDecimal quantity, int lead) {}
