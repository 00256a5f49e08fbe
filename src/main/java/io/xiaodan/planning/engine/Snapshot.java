package io.xiaodan.planning.engine;

import java.time.LocalDate;
import java.util.List;

/**
 * Everything a plan is made of, as it was at one moment. The order in lists means nothing.
 *
 * @param period days of demand for one material that one order covers; 1 orders for each day
 */
public record Snapshot(
    LocalDate today,
    WorkCalendar calendar,
    int period,
    List<Material> materials,
    List<Component> components,
    List<Demand> demands,
    List<Supply> supplies) {}
