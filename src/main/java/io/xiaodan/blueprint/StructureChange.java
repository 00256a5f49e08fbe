package io.xiaodan.blueprint;

/**
 * One planned change of a table.
 *
 * @param change create_table, add_column, add_reference, create_index or drop_index
 * @param table name of the table
 * @param subject column or index the change is about; the table's name again for a table
 * @param rows rows the table has now
 * @param sql the statement
 */
public record StructureChange(String change, String table, String subject, long rows, String sql) {}
