package io.xiaodan.report;

import io.xiaodan.expression.SqlFragment;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs statements, few at a time so that boards never take the connections that orders need, and
 * none for longer than a person waits.
 */
@Component
class GroupReader {

  /** Half of the processors are left to orders. */
  private static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private static final int MOST_SECONDS = 30;

  private final Semaphore places = new Semaphore(AT_ONCE, true);
  private final LongAdder asked = new LongAdder();
  private final JdbcTemplate database;
  private final TransactionTemplate reading;

  GroupReader(JdbcTemplate database, PlatformTransactionManager transactions) {
    this.database = database;
    this.reading = new TransactionTemplate(transactions);
    this.reading.setReadOnly(true);
  }

  /**
   * The groups of a statement.
   *
   * @throws io.xiaodan.kernel.ProblemException unavailable, when it took too long
   */
  Groups read(SqlFragment sql) {
    places.acquireUninterruptibly();
    try {
      return Objects.requireNonNull(reading.execute(status -> ask(sql)));
    } catch (QueryTimeoutException e) {
      throw Problem.of(ProblemKind.UNAVAILABLE, "report.timeout", "seconds", MOST_SECONDS)
          .exception();
    } finally {
      places.release();
    }
  }

  /** How often the database was asked since the start. */
  long asked() {
    return asked.sum();
  }

  private Groups ask(SqlFragment sql) {
    asked.increment();
    database.execute("SET LOCAL statement_timeout = '" + MOST_SECONDS + "s'");
    List<List<@Nullable Object>> rows = new ArrayList<>();
    long[] total = {0};
    database.query(
        sql.text(),
        (ResultSet row) -> {
          int columns = row.getMetaData().getColumnCount() - 1;
          rows.add(values(row, columns));
          total[0] = row.getLong(columns + 1);
        },
        sql.binds().toArray());
    return new Groups(rows, total[0]);
  }

  private static List<@Nullable Object> values(ResultSet row, int columns) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>(columns);
    for (int i = 1; i <= columns; i++) {
      values.add(row.getObject(i));
    }
    return values;
  }
}
