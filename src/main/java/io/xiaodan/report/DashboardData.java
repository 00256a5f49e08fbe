package io.xiaodan.report;

import java.time.Instant;
import java.util.SequencedMap;

/**
 * The answers of a dashboard's widgets.
 *
 * @param asOf the moment for which they hold: what was committed a few milliseconds before is in
 *     them
 * @param widgets by key, in the order of the dashboard
 */
public record DashboardData(Instant asOf, SequencedMap<String, Answer> widgets) {}
