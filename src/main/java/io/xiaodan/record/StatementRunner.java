package io.xiaodan.record;

import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.FormTables;
import io.xiaodan.form.LineItems;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;

/**
 * Runs one statement in the current transaction or as its own, and says what the database refused
 * in the product's words.
 */
@Component
class StatementRunner {

  /** The guard that failed: somebody else was faster. */
  static final class GuardFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String guard;

    GuardFailed(String guard) {
      super(guard, null, false, false);
      this.guard = guard;
    }

    String guard() {
      return guard;
    }
  }

  /** The database refused something that a contribution wrote. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String what;
    private final String detail;

    Refused(String what, String detail) {
      super(what, null, false, false);
      this.what = what;
      this.detail = detail;
    }

    String what() {
      return what;
    }

    String detail() {
      return detail;
    }
  }

  private final DataSource database;

  StatementRunner(DataSource database) {
    this.database = database;
  }

  /**
   * Runs the statement.
   *
   * @throws GuardFailed when a guarded part did not touch its row
   * @throws Refused when something refused that a contribution wrote
   * @throws ProblemException invalid for a value that is taken or a reference that is not there;
   *     unavailable for a deadlock or a database that is away
   */
  void run(OneStatement statement, Form form) {
    Connection connection = DataSourceUtils.getConnection(database);
    try {
      if (connection.getAutoCommit() || !statement.hasCalls()) {
        execute(connection, statement);
      } else {
        withinTransaction(connection, statement);
      }
    } catch (SQLException e) {
      throw translate(e, form);
    } finally {
      DataSourceUtils.releaseConnection(connection, database);
    }
  }

  private static void execute(Connection connection, OneStatement statement) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(statement.sql())) {
      List<@Nullable Object> binds = statement.binds();
      for (int i = 0; i < binds.size(); i++) {
        prepared.setObject(i + 1, binds.get(i));
      }
      prepared.execute();
    }
  }

  /**
   * What a contribution refuses it puts into words from what is stored, so the transaction of the
   * caller must still answer then.
   */
  private static void withinTransaction(Connection connection, OneStatement statement)
      throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      execute(connection, statement);
    } catch (SQLException e) {
      connection.rollback(before);
      throw e;
    }
    connection.releaseSavepoint(before);
  }

  private static RuntimeException translate(SQLException e, Form form) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    ServerErrorMessage server =
        e instanceof PSQLException refused ? refused.getServerErrorMessage() : null;
    String constraint =
        server == null || server.getConstraint() == null ? "" : server.getConstraint();
    return switch (state) {
      case "XD409" ->
          new GuardFailed(server == null || server.getMessage() == null ? "" : server.getMessage());
      case "XD410" -> refused(server);
      case "23505" -> unique(form, constraint, server);
      case "23503" -> reference(form, constraint, e);
      case "42804", "42703", "40P01", "40001", "55P03" ->
          Problem.of(ProblemKind.UNAVAILABLE, "record.busy").exception();
      default -> unexpected(form, e);
    };
  }

  private static RuntimeException refused(@Nullable ServerErrorMessage server) {
    String what = server == null || server.getMessage() == null ? "" : server.getMessage();
    String detail = server == null || server.getDetail() == null ? "" : server.getDetail();
    return new Refused(what, detail);
  }

  private static RuntimeException unexpected(Form form, SQLException e) {
    return new UncategorizedSQLException("write " + form.key(), null, e);
  }

  /** A record that was referred to has gone between the check and the write. */
  private static RuntimeException reference(Form form, String constraint, SQLException e) {
    for (FormField field : form.fields().values()) {
      if (constraint.equals(FormTables.foreignKey(form.table(), field))) {
        return missing(field, field.key(), null).exception();
      }
    }
    for (LineItems lines : form.lines().values()) {
      for (FormField column : lines.columns().values()) {
        if (constraint.equals(FormTables.foreignKey(lines.table(), column))) {
          return missing(column, lines.key(), column.key()).exception();
        }
      }
    }
    return unexpected(form, e);
  }

  private static Problem missing(FormField field, String top, @Nullable String column) {
    Message message = Message.of("record.reference_missing", "label", field.label());
    return Problem.invalid(List.of(new Violation(message, top, null, column)));
  }

  private static RuntimeException unique(
      Form form, String constraint, @Nullable ServerErrorMessage server) {
    for (FormField field : form.fields().values()) {
      if (constraint.equals(FormTables.uniqueIndex(form, field))) {
        String detail = server == null || server.getDetail() == null ? "" : server.getDetail();
        String value = detail.replaceFirst("(?s).*?\\)=\\((.*)\\) already exists.*", "$1");
        return Problem.invalid(
                List.of(
                    Violation.at(
                        field.key(),
                        Message.of("record.unique", "label", field.label(), "value", value))))
            .exception();
      }
    }
    return new GuardFailed(constraint);
  }
}
