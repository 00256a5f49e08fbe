package io.xiaodan.platform;

import java.time.ZoneId;

/**
 * One company's space: a schema of its own in the database, a name and a time zone.
 *
 * @param id short name, lower case
 * @param schema the PostgreSQL schema that holds its tables
 * @param name shown to people
 * @param zone what a date means here
 */
public record Workspace(String id, String schema, String name, ZoneId zone) {

  /** The quoted, qualified name of one of its tables, ready to stand in a statement. */
  public String table(String table) {
    return quote(schema) + "." + quote(table);
  }

  /** An identifier in quotes, as SQL wants it. */
  public static String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
