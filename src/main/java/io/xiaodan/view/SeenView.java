package io.xiaodan.view;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A view as one person may see it.
 *
 * @param document without what names a field the person may not see
 * @param leftOut the places of what was left out, such as {@code columns} and {@code filter}
 * @param mayEdit whether the person may change it
 */
public record SeenView(View view, JsonNode document, List<String> leftOut, boolean mayEdit) {}
