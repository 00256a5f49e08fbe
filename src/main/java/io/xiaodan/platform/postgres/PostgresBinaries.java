package io.xiaodan.platform.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's own programs, unpacked once from the class path.
 *
 * @param folder holds {@code bin/}, {@code lib/} and {@code share/}
 */
record PostgresBinaries(Path folder) {

  private static final Logger log = LoggerFactory.getLogger(PostgresBinaries.class);

  /**
   * Unpacks into a sub-folder named after the packed file's size, unless that is there already. Two
   * processes may do so at once: the first to finish wins.
   */
  static PostgresBinaries unpackedIn(Path parent) {
    String resource = PostgresPlatform.current().resource();
    URL packed = Objects.requireNonNull(PostgresBinaries.class.getResource("/" + resource));
    try {
      Path folder = parent.resolve("programs-" + packed.openConnection().getContentLengthLong());
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(parent);
        Path work = Files.createTempDirectory(parent, "unpacking-");
        makeReadable(work);
        unpack(packed, work);
        moveInto(work, folder);
      }
      return new PostgresBinaries(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL could not be unpacked into " + parent, e);
    }
  }

  String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  private static void moveInto(Path work, Path folder) throws IOException {
    try {
      Files.move(work, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      delete(work);
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  /**
   * The system's tar takes a second, Java five; so Java is only the way out where tar or xz is
   * missing.
   */
  private static void unpack(URL packed, Path target) throws IOException {
    Path archive = target.resolve("packed.txz");
    try (InputStream in = packed.openStream()) {
      Files.copy(in, archive);
    }
    if (!unpackWithTar(archive, target)) {
      log.info("tar with xz is not available here; unpacking takes a few seconds longer");
      unpackWithJava(archive, target);
    }
    Files.delete(archive);
  }

  private static boolean unpackWithTar(Path archive, Path target) throws IOException {
    try {
      Process tar =
          new ProcessBuilder("tar", "xJf", archive.toString(), "-C", target.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return tar.waitFor(2, TimeUnit.MINUTES) && tar.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while unpacking", e);
    } catch (IOException e) {
      log.debug("tar cannot be run", e);
      return false;
    }
  }

  static void unpackWithJava(Path archive, Path target) throws IOException {
    try (var tar =
        new TarArchiveInputStream(
            new XZInputStream(new BufferedInputStream(Files.newInputStream(archive))))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("An entry leads out of the archive: " + entry.getName());
        }
        write(tar, entry, path);
      }
    }
  }

  private static void write(InputStream content, TarArchiveEntry entry, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(Objects.requireNonNull(path.getParent()));
    if (entry.isSymbolicLink()) {
      Files.deleteIfExists(path);
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, path, StandardCopyOption.REPLACE_EXISTING);
    if ((entry.getMode() & 0100) != 0) {
      path.toFile().setExecutable(true, false);
    }
  }

  private static void makeReadable(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
