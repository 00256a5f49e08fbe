package io.xiaodan.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The cluster of one data folder: its files, made by {@code initdb} on first use, and the generated
 * password of its owner.
 *
 * @param cluster PostgreSQL's data directory
 * @param password the owner's, 64 hexadecimal characters
 */
record ClusterFolder(Path cluster, String password) {

  /** The owner of the cluster and of everything in it. */
  static final String OWNER = "xiaodan";

  private static final String MAJOR_VERSION = "18";

  /**
   * The cluster in the given folder, made now if it is not there. An earlier attempt that broke off
   * is thrown away.
   */
  static ClusterFolder in(Path folder, PostgresBinaries binaries, OperatingUser user) {
    try {
      Files.createDirectories(folder.resolve("log"));
      Path cluster = folder.resolve("cluster-" + MAJOR_VERSION);
      Path password = folder.resolve("password");
      if (!Files.isDirectory(cluster)) {
        Path unfinished = folder.resolve("cluster-unfinished");
        delete(unfinished);
        writePassword(password);
        user.handOver(folder);
        initialise(unfinished, password, folder, binaries, user);
        Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
      }
      user.handOver(folder);
      return new ClusterFolder(cluster, Files.readString(password).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("The database folder cannot be used: " + folder, e);
    }
  }

  private static void initialise(
      Path cluster, Path password, Path folder, PostgresBinaries binaries, OperatingUser user)
      throws IOException {
    Path log = folder.resolve("log").resolve("initdb.log");
    Process initdb =
        user.command(
                List.of(
                    binaries.program("initdb"),
                    "--pgdata=" + cluster,
                    "--username=" + OWNER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (!initdb.waitFor(5, TimeUnit.MINUTES) || initdb.exitValue() != 0) {
        throw new IOException("initdb failed: " + Files.readString(log).strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while making the database", e);
    }
  }

  private static void writePassword(Path file) throws IOException {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    Files.deleteIfExists(file);
    Files.writeString(file, "");
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    Files.writeString(file, HexFormat.of().formatHex(bytes) + "\n", StandardCharsets.US_ASCII);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
