package io.xiaodan.attachment;

import com.github.f4b6a3.uuid.UuidCreator;
import io.xiaodan.attachment.ContentFolder.Stored;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The files of the workspace. */
@Component
public class Attachments {

  private final JdbcClient database;
  private final ContentFolder contents;
  private final AttachmentSettings settings;
  private final Clock clock;
  private final ObjectProvider<AttachmentGuard> guards;
  private final String table;

  Attachments(
      JdbcClient database,
      ContentFolder contents,
      AttachmentSettings settings,
      Clock clock,
      ObjectProvider<AttachmentGuard> guards,
      Workspace workspace) {
    this.database = database;
    this.contents = contents;
    this.settings = settings;
    this.clock = clock;
    this.guards = guards;
    this.table = workspace.table("attachment");
  }

  /**
   * Stores a file; the content is read once and not held in memory. Its id is random, not ordered
   * by time, so that knowing one tells nothing of another.
   *
   * @throws ProblemException TOO_LARGE, or INVALID for a file without content or name, or a program
   */
  public Attachment store(String name, InputStream content, Actor by) throws IOException {
    String clean = FileNames.clean(name);
    if (clean.isEmpty()) {
      throw invalid("file_nameless");
    }
    long longest = settings.maxSize().toBytes();
    Stored stored =
        contents
            .store(content, longest)
            .orElseThrow(() ->
                Problem.of(ProblemKind.TOO_LARGE, "file_too_large", "most", longest / (1 << 20))
                    .exception());
    if (stored.size() == 0) {
      throw invalid("file_empty");
    }
    String type = ContentTypes.of(stored.head(), clean);
    if (ContentTypes.isProgram(type)) {
      throw invalid("file_program");
    }
    Attachment attachment =
        new Attachment(UuidCreator.getRandomBased(), clean, stored.size(), type);
    database
        .sql(
            "insert into "
                + table
                + " (id, name, size, type, sha256, uploaded_by, uploaded_at)"
                + " values (?, ?, ?, ?, ?, ?, ?)")
        .params(
            attachment.id(),
            attachment.name(),
            attachment.size(),
            attachment.type(),
            stored.sha256(),
            by.personId(),
            clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    return attachment;
  }

  /**
   * Opens the content of a file; the caller closes it and has asked {@link #readable} before,
   * unless the product itself reads.
   *
   * @throws ProblemException NOT_FOUND
   */
  public InputStream open(UUID id) throws IOException {
    byte[] sha256 =
        database
            .sql("select sha256 from " + table + " where id = ?")
            .param(id)
            .query((row, _) -> row.getBytes(1))
            .optional()
            .orElseThrow(Attachments::notFound);
    return contents.open(sha256);
  }

  /** Describes files by id; ids that do not exist are left out. */
  public Map<UUID, Attachment> describe(Collection<UUID> ids) {
    Map<UUID, Attachment> found = new LinkedHashMap<>();
    if (!ids.isEmpty()) {
      database
          .sql("select * from " + table + " where id = any(?)")
          .param(ids.toArray(UUID[]::new))
          .query(Attachments::attachment)
          .list()
          .forEach(attachment -> found.put(attachment.id(), attachment));
    }
    return found;
  }

  /** Whether a file is there and somebody may read it. */
  public boolean isReadable(UUID id, Actor actor) {
    return describe(List.of(id)).containsKey(id) && mayRead(id, actor);
  }

  /**
   * Describes a file somebody may read.
   *
   * @throws ProblemException NOT_FOUND, also for a file that the person may not read
   */
  public Attachment readable(UUID id, Actor actor) {
    Attachment attachment = describe(List.of(id)).get(id);
    if (attachment == null || !mayRead(id, actor)) {
      throw notFound();
    }
    return attachment;
  }

  /**
   * Removes files that are used nowhere any more; their contents follow when nothing else has the
   * same. Within the caller's transaction.
   */
  public void release(Collection<UUID> ids) {
    List<AttachmentGuard> all = guards.stream().toList();
    List<UUID> unused =
        ids.stream().filter(id -> all.stream().noneMatch(guard -> guard.isUsed(id))).toList();
    if (!unused.isEmpty()) {
      database
          .sql("delete from " + table + " where id = any(?)")
          .param(unused.toArray(UUID[]::new))
          .update();
    }
  }

  private boolean mayRead(UUID id, Actor actor) {
    List<AttachmentGuard> all = guards.stream().toList();
    return actor.isSystem()
        || all.isEmpty()
        || uploadedBy(id, actor)
        || all.stream().anyMatch(guard -> guard.mayRead(actor, id));
  }

  private boolean uploadedBy(UUID id, Actor actor) {
    return database
        .sql("select exists (select 1 from " + table + " where id = ? and uploaded_by = ?)")
        .params(id, actor.personId())
        .query(Boolean.class)
        .single();
  }

  private static Attachment attachment(ResultSet row, int number) throws SQLException {
    return new Attachment(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getLong("size"),
        row.getString("type"));
  }

  private static ProblemException invalid(String code) {
    return Problem.invalid(List.of(Violation.at("file", Message.of(code)))).exception();
  }

  private static ProblemException notFound() {
    return Problem.of(ProblemKind.NOT_FOUND, "not_found").exception();
  }
}
