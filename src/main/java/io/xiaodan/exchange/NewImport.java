package io.xiaodan.exchange;

/**
 * A file to be imported.
 *
 * @param file its name
 * @param mapping key of a published mapping, hyphens standing for underscores, or a mapping
 *     document as JSON
 * @param participants whether flows and rules run for what comes in; history wants none
 */
public record NewImport(String file, String mapping, boolean participants) {}
