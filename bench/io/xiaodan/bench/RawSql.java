package io.xiaodan.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The reference side: one prepared statement, each run a transaction of its own, on a connection
 * per thread.
 */
final class RawSql {

  private RawSql() {}

  /** Puts the values of one run into the statement. */
  interface Binder {
    void bind(PreparedStatement statement) throws Exception;
  }

  /** Workers that run the statement over and over. */
  static Load.WorkerFactory workers(BenchServer server, String sql, Binder binder) {
    return thread -> {
      Connection connection = server.connect();
      PreparedStatement statement = connection.prepareStatement(sql);
      return new Load.Worker() {
        @Override
        public void work() throws Exception {
          binder.bind(statement);
          statement.execute();
        }

        @Override
        public void close() throws SQLException {
          connection.close();
        }
      };
    };
  }
}
