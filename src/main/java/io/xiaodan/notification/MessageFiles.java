package io.xiaodan.notification;

import io.xiaodan.notification.OutgoingMessage.Email;
import io.xiaodan.notification.OutgoingMessage.File;
import io.xiaodan.platform.Workspace;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The files of messages that have not gone out: of those that wait or failed, so that they go out
 * later as they were. Nothing is kept of a message that was sent.
 */
@Component
class MessageFiles {

  private final JdbcClient database;
  private final String table;

  MessageFiles(JdbcClient database, Workspace workspace) {
    this.database = database;
    this.table = workspace.table("outbound_file");
  }

  /** Keeps or lets go what belongs to a message, as it turned out. */
  void settle(UUID message, OutgoingMessage sent, Delivery outcome) {
    if (!(sent instanceof Email mail) || mail.files().isEmpty()) {
      return;
    }
    forget(message);
    if (!(outcome instanceof Delivery.Sent)) {
      int place = 0;
      for (File file : mail.files()) {
        database
            .sql(
                "insert into "
                    + table
                    + " (message, place, name, type, content) values (?, ?, ?, ?, ?)")
            .params(message, place++, file.name(), file.type(), file.content())
            .update();
      }
    }
  }

  void forget(UUID message) {
    database.sql("delete from " + table + " where message = ?").param(message).update();
  }

  List<File> of(UUID message) {
    return database
        .sql("select name, type, content from " + table + " where message = ? order by place")
        .param(message)
        .query((row, _) ->
            new File(
                Objects.requireNonNull(row.getString("name")),
                Objects.requireNonNull(row.getString("type")),
                Objects.requireNonNull(row.getBytes("content"))))
        .list();
  }
}
