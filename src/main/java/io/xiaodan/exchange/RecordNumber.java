package io.xiaodan.exchange;

import io.xiaodan.kernel.Label;

/**
 * The column by which rows of one record are known to be one where line items have rows of their
 * own: two records may be alike in everything else. It is written into no field.
 */
final class RecordNumber {

  /** Where the column goes, in a plan. */
  static final String FIELD = "#";

  /** Its header in exported sheets; no usual header, since people number lines, not records. */
  static final Label LABEL = new Label("记录序号", "Record no.");

  private RecordNumber() {}

  static boolean isHeader(String header) {
    return header.equals(LABEL.zh()) || header.equals(LABEL.en());
  }
}
