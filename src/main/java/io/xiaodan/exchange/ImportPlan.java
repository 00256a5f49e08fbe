package io.xiaodan.exchange;

import java.util.List;

/**
 * What somebody wants to become of a sheet: the mapping without formulas, as a person makes it.
 *
 * @param form key of the form that is filled
 * @param sheet number of the sheet, from 0
 * @param header number of the row that names the columns, from 1
 * @param rows {@code single}, {@code flat} or {@code grouped}: how rows make up records with line
 *     items
 * @param columns those that are taken, by their place
 * @param key fields that recognise a record; none where every record is new
 * @param duplicates {@code skip}, {@code update} or {@code both}
 * @param participants whether flows and rules run
 */
public record ImportPlan(
    String form,
    int sheet,
    int header,
    String rows,
    List<Column> columns,
    List<String> key,
    String duplicates,
    boolean participants) {

  public ImportPlan {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
  }

  /**
   * One column.
   *
   * @param index its place in the sheet, from 0
   * @param header its name; what is remembered for the next file
   * @param field where it goes: {@code customer}, or {@code lines.product}
   * @param by for a reference: the fields its names are looked for in
   * @param create for a reference: whether what is not there is made
   */
  public record Column(int index, String header, String field, List<String> by, boolean create) {
    public Column {
      by = List.copyOf(by);
    }
  }
}
