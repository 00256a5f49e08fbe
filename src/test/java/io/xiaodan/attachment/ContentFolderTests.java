package io.xiaodan.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.platform.DataHome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentFolderTests {

  @TempDir private Path home;

  private ContentFolder folder;

  @BeforeEach
  void anEmptyFolder() {
    folder = new ContentFolder(new DataHome(home));
  }

  @Test
  void givesBackWhatWasStored() throws IOException {
    byte[] content = new byte[300_000];
    new Random(7).nextBytes(content);
    ContentFolder.Stored stored = store(content, 1_000_000).orElseThrow();
    assertThat(stored.size()).isEqualTo(300_000);
    assertThat(stored.head()).hasSize(4096);
    try (var opened = folder.open(stored.sha256())) {
      assertThat(opened.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void storesTheSameContentOnceUnderItsHash() throws IOException {
    store(new byte[] {1}, 10);
    ContentFolder.Stored again = store(new byte[] {1}, 10).orElseThrow();
    assertThat(files()).hasSize(1);
    assertThat(files().getFirst().getFileName())
        .hasToString(HexFormat.of().formatHex(again.sha256()));
  }

  @Test
  void keepsNothingOfAContentThatIsTooLong() throws IOException {
    assertThat(store(new byte[11], 10)).isEmpty();
    assertThat(store(new byte[100_000], 50_000)).isEmpty();
    assertThat(store(new byte[10], 10)).isPresent();
    assertThat(files()).hasSize(1);
  }

  private Optional<ContentFolder.Stored> store(byte[] content, long longest) throws IOException {
    return folder.store(new ByteArrayInputStream(content), longest);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
