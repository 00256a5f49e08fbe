package io.xiaodan.report;

import io.xiaodan.expression.SqlFragment;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads groups from the database, few at a time so that boards never take what orders need, and
 * none for longer than a person waits.
 */
@Component
class GroupReader {

  private static final int MOST_SECONDS = 30;

  /** Half of the processors are left to orders. */
  private static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private final Semaphore places = new Semaphore(AT_ONCE, true);
  private final LongAdder asked = new LongAdder();
  private final JdbcTemplate database;
  private final TransactionTemplate reading;

  GroupReader(JdbcTemplate database, PlatformTransactionManager transactions) {
    this.database = database;
    this.reading = new TransactionTemplate(transactions);
    this.reading.setReadOnly(true);
    this.reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  /**
   * What the work reads, all of it at one moment.
   *
   * @throws io.xiaodan.kernel.ProblemException unavailable, when a statement took too long
   */
  <T> T together(Supplier<T> work) {
    places.acquireUninterruptibly();
    asked.increment();
    try {
      return Objects.requireNonNull(
          reading.execute(status -> {
            database.execute("SET LOCAL statement_timeout = '" + MOST_SECONDS + "s'");
            return work.get();
          }));
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

  /**
   * The groups of a statement whose last columns are their number without the limit and the number
   * of rows they were made of.
   */
  Groups groups(SqlFragment sql) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    long[] total = {0};
    BigDecimal[] read = {BigDecimal.ZERO};
    database.query(
        sql.text(),
        (ResultSet row) -> {
          int columns = row.getMetaData().getColumnCount() - 2;
          rows.add(values(row, columns));
          total[0] = row.getLong(columns + 1);
          read[0] = row.getBigDecimal(columns + 2);
        },
        sql.binds().toArray());
    return new Groups(rows, total[0], read[0]);
  }

  /** Every row of a statement, as the JDBC driver gives it. */
  List<List<@Nullable Object>> rows(SqlFragment sql) {
    return database.query(
        sql.text(),
        (row, number) -> values(row, row.getMetaData().getColumnCount()),
        sql.binds().toArray());
  }

  /** Every row of a statement, as text. */
  List<List<@Nullable String>> texts(SqlFragment sql) {
    return database.query(
        sql.text(),
        (row, number) -> {
          int columns = row.getMetaData().getColumnCount();
          List<@Nullable String> texts = new ArrayList<>(columns);
          for (int i = 1; i <= columns; i++) {
            texts.add(row.getString(i));
          }
          return texts;
        },
        sql.binds().toArray());
  }

  private static List<@Nullable Object> values(ResultSet row, int columns) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>(columns);
    for (int i = 1; i <= columns; i++) {
      values.add(row.getObject(i));
    }
    return values;
  }
}
