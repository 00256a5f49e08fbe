package io.xiaodan.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.platform.DataHome;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contents that no file has any more go in two steps, and come back when they are used again. */
class ContentSweepTests {

  private static final Instant LONG_AFTER = Instant.parse("2999-01-01T00:00:00Z");

  @TempDir private Path data;

  @Test
  void goesForGoodTheSecondTimeUnlessItIsUsedAgain() throws Exception {
    ContentFolder folder = new ContentFolder(new DataHome(data));
    byte[] kept = store(folder, "kept");
    byte[] gone = store(folder, "gone");
    byte[] back = store(folder, "back");
    Set<String> used = new HashSet<>(Set.of(hex(kept)));
    assertThat(folder.sweep(Instant.EPOCH, names -> used)).as("too young").isZero();

    assertThat(folder.sweep(LONG_AFTER, names -> used)).as("laid aside").isZero();
    assertThat(read(folder, gone)).as("still to be read").isEqualTo("gone");
    used.add(hex(back));
    assertThat(folder.sweep(LONG_AFTER, names -> used)).isEqualTo(1);
    assertThat(read(folder, kept)).isEqualTo("kept");
    assertThat(read(folder, back)).isEqualTo("back");
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> read(folder, gone)))
        .isInstanceOf(java.nio.file.NoSuchFileException.class);
  }

  private static byte[] store(ContentFolder folder, String text) throws Exception {
    return folder
        .store(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 1_000)
        .orElseThrow()
        .sha256();
  }

  private static String read(ContentFolder folder, byte[] sha256) throws Exception {
    try (InputStream in = folder.open(sha256)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String hex(byte[] sha256) {
    return HexFormat.of().formatHex(sha256);
  }
}
