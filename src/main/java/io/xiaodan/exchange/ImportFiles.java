package io.xiaodan.exchange;

import io.xiaodan.platform.DataHome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Files on their way in: a folder of the data folder for each import, gone when it has ended. */
@Component
class ImportFiles {

  private final Path folder;

  ImportFiles(DataHome home) {
    this.folder = home.folder().resolve("imports");
  }

  /** Where an import may put what it needs besides its file. */
  Path folder(UUID id) {
    return folder.resolve(id.toString());
  }

  SourceFile source(UUID id) {
    return new SourceFile(folder(id).resolve("source"));
  }

  /** Keeps a file; returns its size. */
  long store(UUID id, InputStream content) {
    try {
      Files.createDirectories(folder(id));
      return Files.copy(content, folder(id).resolve("source"));
    } catch (IOException e) {
      remove(id);
      throw new UncheckedIOException(e);
    }
  }

  void remove(UUID id) {
    if (!Files.isDirectory(folder(id))) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder(id))) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
