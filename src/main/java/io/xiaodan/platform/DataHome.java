package io.xiaodan.platform;

import java.nio.file.Path;

/**
 * The one folder that holds everything this installation keeps: the embedded database, attachments,
 * logs and what is true only while it runs. One running application per folder.
 *
 * @param folder absolute path; exists and is writable once the application has started
 */
public record DataHome(Path folder) {

  public DataHome {
    folder = folder.toAbsolutePath().normalize();
  }

  /** The embedded PostgreSQL: its programs, its cluster, its own log. */
  public Path postgres() {
    return folder.resolve("postgres");
  }

  /** Structured logs of the application, rotated. */
  public Path logs() {
    return folder.resolve("logs");
  }

  /** What is true only while the application runs: its process id, port and control key. */
  public Path run() {
    return folder.resolve("run");
  }

  /** Files that people uploaded, where the local folder is their store. */
  public Path attachments() {
    return folder.resolve("attachments");
  }
}
