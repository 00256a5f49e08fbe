package io.xiaodan.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list that somebody wants as a file.
 *
 * @param format of the file
 * @param filter a formula, or a tree of conditions as JSON; null for all
 * @param sort as in a list; null for the form's own order
 * @param search text that is looked for; null for none
 * @param columns keys of fields, {@code lines.product} for those of line items; null for every one
 *     that may be seen
 * @param lines how line items are written
 * @param attachments whether the attached files come along, all in one archive
 * @param living whether the sheet is to come back changed: it then carries ids and revisions in
 *     hidden columns
 */
public record ExportRequest(
    Format format,
    @Nullable String filter,
    @Nullable String sort,
    @Nullable String search,
    @Nullable List<String> columns,
    Lines lines,
    boolean attachments,
    boolean living) {

  /** The kind of file. */
  public enum Format {
    XLSX,
    CSV
  }

  /** Where line items go. */
  public enum Lines {
    /** They are left out. */
    NONE,
    /** Each is a row, and the head is repeated in it. */
    FLAT,
    /** Into a sheet of their own. */
    SHEET
  }
}
