package io.xiaodan.print;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Records that somebody wants on paper.
 *
 * @param template key of the template
 * @param ids the records in their order; null where a list is meant
 * @param filter a formula, or a tree of conditions as JSON; null for all
 * @param sort as in a list; null for the form's own order
 * @param search text that is looked for; null for none
 * @param address beginning of the addresses of records, for codes that lead to them
 */
public record PrintRequest(
    String template,
    @Nullable List<UUID> ids,
    @Nullable String filter,
    @Nullable String sort,
    @Nullable String search,
    @Nullable String address) {}
