package io.xiaodan.platform.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.platform.DataHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataHomeLockTests {

  @TempDir private Path folder;

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void aNewDataFolderIsReadByItsOwnerOnly() throws IOException {
    Path fresh = folder.resolve("data");
    Files.createDirectories(fresh.resolve("logs"));
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
    DataHomeLock.take(new DataHome(fresh)).close();
    assertThat(rights(fresh)).startsWith("rwx").doesNotContain("r-").doesNotContain("-w");
    assertThat(rights(fresh.resolve("logs"))).isEqualTo("rwx------");
  }

  @Test
  void aFolderThatHoldsSomethingKeepsItsRights() throws IOException {
    Path old = Files.createDirectories(folder.resolve("old"));
    Files.writeString(old.resolve("notes.txt"), "mine");
    Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwxr-x---"));
    DataHomeLock.take(new DataHome(old)).close();
    assertThat(rights(old)).isEqualTo("rwxr-x---");
    DataHomeLock.take(new DataHome(old)).close();
    assertThat(rights(old)).isEqualTo("rwxr-x---");
  }
}
