package io.xiaodan.print;

import java.util.List;
import java.util.Map;

/** The pages of a document, as the formatter takes them. */
interface PageWriter {

  /** Whether the layout depends on which rows stand on which page. */
  boolean needsBreaks();

  /**
   * Writes everything.
   *
   * @param breaks by table: how many rows are to stand on each page; empty when it is not known yet
   * @return by table that adds up its pages: how many rows it has
   */
  Map<String, Integer> write(Fo fo, Map<String, List<Integer>> breaks);
}
