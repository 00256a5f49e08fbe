package io.xiaodan.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.zip.CRC32;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/**
 * Installs the functions that formulas call in SQL, again whenever their text has changed. It is
 * one text that replaces every function, so it has no version of its own.
 */
final class FormulaFunctions implements JavaMigration {

  private final String text = read();

  private static String read() {
    try (InputStream in =
        FormulaFunctions.class.getResourceAsStream("/db/expression/functions.sql")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable MigrationVersion getVersion() {
    return null;
  }

  @Override
  public String getDescription() {
    return "formula functions";
  }

  @Override
  public Integer getChecksum() {
    CRC32 checksum = new CRC32();
    checksum.update(text.getBytes(StandardCharsets.UTF_8));
    return (int) checksum.getValue();
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  @Override
  public void migrate(Context context) throws SQLException {
    try (Statement statement = context.getConnection().createStatement()) {
      statement.execute(text);
    }
  }
}
