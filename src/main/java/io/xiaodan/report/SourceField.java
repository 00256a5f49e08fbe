package io.xiaodan.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A field that a question may speak of.
 *
 * @param path as formulas write it
 * @param label in the reader's language
 * @param type what formulas see: number, text, boolean, date, datetime, record or list
 * @param kind the type of the field in its form; {@code system} for what every record has
 * @param form key of the form it leads to; absent where it leads nowhere
 * @param dimension whether rows can be gathered by it
 * @param aggregates what can be measured of it
 * @param buckets what its dates can be gathered by
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceField(
    String path,
    String key,
    String label,
    String type,
    String kind,
    @Nullable Integer scale,
    @Nullable String unit,
    @Nullable JsonNode options,
    @Nullable String form,
    boolean dimension,
    List<String> aggregates,
    List<String> buckets) {}
