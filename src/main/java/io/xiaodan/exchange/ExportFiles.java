package io.xiaodan.exchange;

import io.xiaodan.platform.DataHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Files on their way out, in the data folder until they are a few days old. */
@Component
class ExportFiles {

  private final Path folder;

  ExportFiles(DataHome home) {
    this.folder = home.folder().resolve("exports");
  }

  /** Where the file of an export lies once it is complete. */
  Path file(UUID id) {
    return folder.resolve(id.toString());
  }

  /** Where it is written. */
  Path unfinished(UUID id) throws IOException {
    Files.createDirectories(folder);
    return folder.resolve(id + ".part");
  }

  /** Where the sheet is written that goes into an archive. */
  Path sheet(UUID id) {
    return folder.resolve(id + ".sheet");
  }

  void remove(UUID id) {
    try {
      Files.deleteIfExists(file(id));
      Files.deleteIfExists(folder.resolve(id + ".part"));
      Files.deleteIfExists(sheet(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
