package io.xiaodan.attachment;

import io.xiaodan.platform.DataHome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Contents in a folder of the data home, each under its SHA-256. A content is written aside and
 * then renamed, so that whatever has its final name is whole; the same content twice is stored
 * once.
 */
@Component
class ContentFolder {

  private static final Logger log = LoggerFactory.getLogger(ContentFolder.class);
  private static final int HEAD = 4096;
  private static final int BUFFER = 64 * 1024;

  private final DataHome home;

  ContentFolder(DataHome home) {
    this.home = home;
  }

  /**
   * A content that was stored.
   *
   * @param head its first bytes, at most 4 KB
   */
  record Stored(byte[] sha256, long size, byte[] head) {}

  /** Stores a content; empty, and nothing kept, when it is longer than allowed. */
  Optional<Stored> store(InputStream content, long longest) throws IOException {
    Path aside = Files.createDirectories(home.attachments().resolve("incoming"));
    Path written = Files.createTempFile(aside, "upload", null);
    try {
      Optional<Stored> stored = write(content, written, longest);
      if (stored.isPresent()) {
        keep(written, path(stored.get().sha256()));
      }
      return stored;
    } finally {
      Files.deleteIfExists(written);
    }
  }

  InputStream open(byte[] sha256) throws IOException {
    return Files.newInputStream(path(sha256));
  }

  private static Optional<Stored> write(InputStream content, Path file, long longest)
      throws IOException {
    MessageDigest sha256 = sha256();
    byte[] head = content.readNBytes(HEAD);
    long size = head.length;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        OutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), sha256)) {
      out.write(head);
      byte[] buffer = new byte[BUFFER];
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        size += read;
        if (size > longest) {
          return Optional.empty();
        }
        out.write(buffer, 0, read);
      }
      channel.force(true);
    }
    return size > longest
        ? Optional.empty()
        : Optional.of(new Stored(sha256.digest(), size, Arrays.copyOf(head, head.length)));
  }

  private static void keep(Path written, Path kept) throws IOException {
    if (Files.exists(kept)) {
      return;
    }
    Path folder = Files.createDirectories(Objects.requireNonNull(kept.getParent()));
    try {
      Files.move(written, kept, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(written, kept, StandardCopyOption.REPLACE_EXISTING);
    }
    remember(folder);
  }

  /**
   * Has the name survive a power failure too, where the system lets a folder be written through.
   */
  private static void remember(Path folder) {
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    } catch (IOException e) {
      log.debug("a folder cannot be forced to disk here", e);
    }
  }

  /** Two levels of folders, so that none holds too many files. */
  private Path path(byte[] sha256) {
    String name = HexFormat.of().formatHex(sha256);
    return home.attachments()
        .resolve(name.substring(0, 2))
        .resolve(name.substring(2, 4))
        .resolve(name);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
