package io.xiaodan.platform;

import io.xiaodan.platform.database.DatabaseState;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import org.springframework.stereotype.Component;

/** Tells a database that cannot be reached for the moment from a statement that failed. */
@Component
public class DatabaseOutage {

  private final DatabaseState state;

  DatabaseOutage(DatabaseState state) {
    this.state = state;
  }

  /** Whether the database is known to be away at this moment. */
  public boolean isNow() {
    return !state.mayAnswer();
  }

  /**
   * Whether a failure, or one of its causes, means that the database could not be reached or went
   * away in the middle. The change may then have been committed or not; nothing of it is half done.
   */
  public boolean caused(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && isOutage(sql)) {
        return true;
      }
    }
    return false;
  }

  /** Class 08 is a broken connection, 57P01 to 57P03 a server going down or coming up. */
  private static boolean isOutage(SQLException failure) {
    String sqlState = failure.getSQLState();
    return failure instanceof SQLTransientConnectionException
        || failure instanceof SQLNonTransientConnectionException
        || failure instanceof SQLRecoverableException
        || sqlState != null && (sqlState.startsWith("08") || sqlState.startsWith("57P0"));
  }
}
