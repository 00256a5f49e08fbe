package io.xiaodan.exchange;

import java.util.List;

/**
 * How the rows of a sheet that people made are laid out.
 *
 * @param header number of the row that names the columns, from 1
 * @param rows how rows make up records
 * @param head names of the columns that belong to the head; of no meaning for {@link Rows#SINGLE}
 */
record SheetLayout(int header, Rows rows, List<String> head) {

  SheetLayout {
    head = List.copyOf(head);
  }

  /** How rows make up records where nothing else recognises them. */
  enum Rows {
    /** Each row is a record. */
    SINGLE,
    /** The head is repeated in every row of a record; rows with the same head stand together. */
    FLAT,
    /** The head stands in the first row of a record only, and is empty in those below it. */
    GROUPED
  }
}
