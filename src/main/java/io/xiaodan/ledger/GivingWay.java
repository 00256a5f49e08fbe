package io.xiaodan.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions of work that can wait, beside those of people who cannot.
 *
 * <p>Whoever changes a record holds it first and then the balances it posts to; whoever changes
 * several in one transaction holds balances of the first while asking for the second. No order of
 * locks fits both that and a rebuild, which holds many records before it touches balances: two of
 * them could wait for each other, and the database would end either. So a rebuild waits for nothing
 * longer than {@link #PATIENCE}, which is less than the time after which the database looks for a
 * deadlock: it lets go of all it holds, and begins the step again a little later.
 */
@Component
class GivingWay {

  private static final Logger log = LoggerFactory.getLogger(GivingWay.class);

  /** PostgreSQL looks for deadlocks after a second of waiting. */
  static final Duration PATIENCE = Duration.ofMillis(400);

  /** Lock not available, deadlock, serialisation failure. */
  private static final Set<String> IN_THE_WAY = Set.of("55P03", "40P01", "40001");

  private static final int MOST_ATTEMPTS = 100;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final TransactionTemplate transactions;
  private final JdbcTemplate database;

  GivingWay(TransactionTemplate transactions, JdbcTemplate database) {
    this.transactions = transactions;
    this.database = database;
  }

  /**
   * Does a step in a transaction of its own, as often as it has to be begun again.
   *
   * @throws org.springframework.dao.DataAccessException when others hold what it needs for minutes
   */
  void run(Runnable step) {
    for (int attempt = 1; ; attempt++) {
      try {
        transactions.executeWithoutResult(_ -> {
          database.execute("SET LOCAL lock_timeout = " + PATIENCE.toMillis());
          step.run();
        });
        return;
      } catch (RuntimeException e) {
        if (attempt == MOST_ATTEMPTS || !isInTheWay(e)) {
          throw e;
        }
        log.debug("a step gave way attempt={}", attempt);
        pause(attempt);
      }
    }
  }

  private static boolean isInTheWay(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof SQLException told && IN_THE_WAY.contains(told.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  private static void pause(int attempt) {
    long pause = Math.min(LONGEST_PAUSE.toNanos(), PATIENCE.toNanos() / 4 * attempt);
    LockSupport.parkNanos(pause);
  }
}
