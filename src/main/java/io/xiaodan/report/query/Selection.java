package io.xiaodan.report.query;

import io.xiaodan.report.question.Dimension;
import io.xiaodan.report.question.Source;
import tools.jackson.databind.JsonNode;

/**
 * A value somebody clicked: the rows in whose dimension it stands.
 *
 * @param source which rows the dimension is of
 * @param value as it stands in an answer
 */
public record Selection(Source source, Dimension dimension, JsonNode value) {

  /** Whether it says something about rows of another source: of the same form. */
  public boolean reaches(Source other) {
    return source.form().equals(other.form())
        && (source.lines() == null
            || other.lines() == null
            || source.lines().equals(other.lines()));
  }
}
