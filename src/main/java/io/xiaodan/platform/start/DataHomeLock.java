package io.xiaodan.platform.start;

import io.xiaodan.platform.DataHome;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds the data folder for this process alone; the operating system lets go of it however the
 * process ends.
 */
public final class DataHomeLock implements AutoCloseable {

  private final FileChannel channel;
  private final FileLock lock;

  private DataHomeLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Takes the folder, made first where there is none.
   *
   * @throws StartRefused when another application has it, or it cannot be written
   */
  public static DataHomeLock take(DataHome home) {
    Path file = home.folder().resolve("lock");
    FileChannel channel = null;
    try {
      Files.createDirectories(home.folder());
      keepToOwner(home.folder());
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw new StartRefused("data-in-use", home.folder());
      }
      // What a killed application left there is not true any more.
      Files.deleteIfExists(ServerFile.in(home));
      return new DataHomeLock(channel, lock);
    } catch (OverlappingFileLockException e) {
      closeQuietly(channel);
      throw new StartRefused(e, "data-in-use", home.folder());
    } catch (StartRefused e) {
      closeQuietly(channel);
      throw e;
    } catch (IOException e) {
      closeQuietly(channel);
      throw new StartRefused(e, "data-unusable", home.folder(), e.toString());
    }
  }

  /**
   * Lets nobody else read a folder that is new, empty but for the log that begins before anything
   * else. One that is there already is as its owner wants it. Root's can be passed through, since
   * its database may have to run as nobody.
   */
  private static void keepToOwner(Path folder) throws IOException {
    PosixFileAttributeView rights =
        Files.getFileAttributeView(folder, PosixFileAttributeView.class);
    if (rights == null) {
      return;
    }
    try (Stream<Path> inside = Files.list(folder)) {
      if (inside.anyMatch(path -> !path.equals(folder.resolve("logs")))) {
        return;
      }
    }
    boolean root = rights.getOwner().getName().equals("root");
    rights.setPermissions(PosixFilePermissions.fromString(root ? "rwx--x--x" : "rwx------"));
    Path logs = folder.resolve("logs");
    if (Files.isDirectory(logs)) {
      Files.setPosixFilePermissions(logs, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** Fails when the folder is not held any more. */
  public void assertHeld() {
    if (!lock.isValid()) {
      throw new IllegalStateException("The data folder is not held by this process");
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static void closeQuietly(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new IllegalStateException("The lock file cannot be closed", e);
    }
  }
}
