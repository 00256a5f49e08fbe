package io.xiaodan.exchange;

import io.xiaodan.kernel.Message;
import java.util.List;

/**
 * What form a sheet would make.
 *
 * @param header number of the row that names the columns, from 1
 * @param name what the form may be called: the sheet's own name, or the file's
 * @param key of the form, where it is free
 * @param rows how many rows follow the header
 * @param looked how many of them were looked at
 * @param title key of the field that may name a record
 * @param notes what people should know about the sheet as a whole
 */
public record FormProposal(
    int header,
    String name,
    String key,
    long rows,
    int looked,
    String title,
    List<Column> columns,
    List<Message> notes) {

  public FormProposal {
    columns = List.copyOf(columns);
    notes = List.copyOf(notes);
  }

  /**
   * A column and the field it would become.
   *
   * @param header the name by which an import knows the column
   * @param label what people would read over the field
   * @param take whether it holds anything worth a field
   * @param required whether every row has it
   * @param unique whether no two rows share it and it looks like a number of its own
   * @param choices the different values, where they are few enough to be options; else none
   * @param filled how many of the rows looked at have it
   */
  public record Column(
      int index,
      String header,
      String label,
      String key,
      ColumnKind kind,
      boolean take,
      boolean required,
      boolean unique,
      List<String> choices,
      int filled,
      List<String> samples,
      List<Message> notes) {

    public Column {
      choices = List.copyOf(choices);
      samples = List.copyOf(samples);
      notes = List.copyOf(notes);
    }
  }
}
