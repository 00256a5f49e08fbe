package io.xiaodan.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineSorterTests {

  @TempDir private Path folder;

  @Test
  void bringsLinesTogetherByWayOfTheDisk() throws Exception {
    Random random = new Random(3);
    List<String> seen = new ArrayList<>();
    try (LineSorter sorter = new LineSorter(folder)) {
      for (int i = 0; i < 50_000; i++) {
        sorter.add("k" + random.nextInt(900), new SourceLine(i, new String[] {"值" + i, ""}));
      }
      assertThat(Files.list(folder)).hasSize(2);
      long[] last = {-1};
      sorter.each((key, line) -> {
        if (seen.isEmpty() || !seen.getLast().equals(key)) {
          seen.add(key);
          last[0] = -1;
        }
        assertThat(line.number()).isGreaterThan(last[0]);
        assertThat(line.cells()).containsExactly("值" + line.number(), "");
        last[0] = line.number();
      });
    }
    assertThat(seen).hasSize(900).doesNotHaveDuplicates();
    assertThat(Files.list(folder)).isEmpty();
  }

  @Test
  void remembersTheKeysWhoseLinesAreScattered() {
    KeyRuns runs = new KeyRuns();
    List.of("a", "a", "b", "c", "b", "d").forEach(runs::add);
    assertThat(List.of("a", "b", "c", "d").stream().filter(runs::isScattered)).containsExactly("b");
  }

  @Test
  void keepsNumbersApart() {
    LongSet set = new LongSet();
    for (long i = -20_000; i < 20_000; i++) {
      assertThat(set.add(i * 31)).isTrue();
    }
    assertThat(set.add(0)).isFalse();
    assertThat(set.contains(31 * 19_999)).isTrue();
    assertThat(set.contains(1)).isFalse();
  }
}
