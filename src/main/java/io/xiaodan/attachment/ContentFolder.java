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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
  private static final String LEAVING = "leaving";
  private static final int HEX = 64;
  private static final int LOT = 500;
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
    Path kept = path(sha256);
    return Files.newInputStream(Files.exists(kept) ? kept : leaving(kept));
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
      // Young again, so that nobody takes it away before it is used.
      Files.setLastModifiedTime(kept, Files.getLastModifiedTime(written));
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

  /** Says which contents, by the hex of their SHA-256, are in use. */
  interface Used {
    Set<String> among(List<String> names);
  }

  /**
   * Takes away contents that nothing uses, in two steps: those that are old and not in use are laid
   * aside, and go for good the next time unless somebody has begun to use them in between.
   *
   * @param before contents younger than this may be on their way into use
   * @return how many went for good
   */
  int sweep(Instant before, Used used) throws IOException {
    Path aside = home.attachments().resolve(LEAVING);
    int gone = 0;
    for (List<Path> some : lots(aside, 1)) {
      Set<String> wanted = used.among(some.stream().map(ContentFolder::name).toList());
      for (Path file : some) {
        Path kept = path(HexFormat.of().parseHex(name(file)));
        if (wanted.contains(name(file)) && !Files.exists(kept)) {
          Files.createDirectories(Objects.requireNonNull(kept.getParent()));
          Files.move(file, kept);
        } else {
          Files.deleteIfExists(file);
          gone++;
        }
      }
    }
    for (List<Path> some : lots(home.attachments(), 3)) {
      List<Path> old = new ArrayList<>();
      for (Path file : some) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          old.add(file);
        }
      }
      Set<String> wanted = used.among(old.stream().map(ContentFolder::name).toList());
      for (Path file : old) {
        if (!wanted.contains(name(file))) {
          Files.createDirectories(aside);
          Files.move(file, aside.resolve(name(file)), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    return gone;
  }

  private static String name(Path file) {
    return Objects.requireNonNull(file.getFileName()).toString();
  }

  /** The contents below a folder, some hundreds at a time. */
  private static List<List<Path>> lots(Path folder, int depth) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<List<Path>> lots = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder, depth)) {
      files
          .filter(file -> file.getNameCount() == folder.getNameCount() + depth)
          .filter(file -> name(file).length() == HEX && Files.isRegularFile(file))
          .forEach(file -> {
            if (lots.isEmpty() || lots.getLast().size() == LOT) {
              lots.add(new ArrayList<>());
            }
            lots.getLast().add(file);
          });
    }
    return lots;
  }

  private Path leaving(Path kept) {
    return home.attachments().resolve(LEAVING).resolve(name(kept));
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
