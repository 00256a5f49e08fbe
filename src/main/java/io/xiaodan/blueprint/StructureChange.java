package io.xiaodan.blueprint;

import java.util.List;
import org.jooq.DSLContext;

/**
 * One planned change of a table.
 *
 * @param change create_table, add_column, convert_column, add_reference, create_index, drop_index
 *     or create_function
 * @param table name of the table
 * @param subject column or index the change is about; the table's name again for a table
 * @param rows rows the table has now; of a conversion, the rows it touches
 * @param lost the first values that would not survive a conversion
 * @param lostCount how many there are
 * @param work carries it out within the publishing transaction
 */
public record StructureChange(
    String change,
    String table,
    String subject,
    long rows,
    List<LostValue> lost,
    long lostCount,
    Work work) {

  /** How a change is carried out. */
  @FunctionalInterface
  public interface Work {

    /** Runs within the publishing transaction. */
    void run(DSLContext transaction);
  }

  /** A change by one statement, in which nothing is lost. */
  public StructureChange(String change, String table, String subject, long rows, String sql) {
    this(change, table, subject, rows, List.of(), 0, transaction -> transaction.execute(sql));
  }
}
