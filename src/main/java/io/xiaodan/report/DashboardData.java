package io.xiaodan.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The answers of a dashboard's widgets.
 *
 * @param asOf the moment for which they hold: what was committed a few milliseconds before is in
 *     them
 * @param widgets by key, in the order of the dashboard
 * @param unfiltered keys of the filters with a value that a widget does not follow, by widget
 */
public record DashboardData(
    Instant asOf,
    SequencedMap<String, Answer> widgets,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, List<String>> unfiltered) {}
