package io.xiaodan.exchange;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings lines with the same key together without holding them in memory: sorted runs go to files
 * of a folder and are merged.
 */
final class LineSorter implements AutoCloseable {

  private static final int MOST_IN_MEMORY = 20_000;
  private static final Comparator<Keyed> ORDER =
      Comparator.comparing(Keyed::key).thenComparingLong(keyed -> keyed.line.number());

  private final Path folder;
  private final List<Keyed> memory = new ArrayList<>();
  private final List<Path> runs = new ArrayList<>();

  /**
   * @param folder exists; the runs are made and removed there
   */
  LineSorter(Path folder) {
    this.folder = folder;
  }

  private record Keyed(String key, SourceLine line) {}

  void add(String key, SourceLine line) {
    memory.add(new Keyed(key, line));
    if (memory.size() == MOST_IN_MEMORY) {
      spill();
    }
  }

  /** Hands out every line, by key and then as they stood in the file. */
  void each(BiConsumer<String, SourceLine> receiver) {
    memory.sort(ORDER);
    if (runs.isEmpty()) {
      memory.forEach(keyed -> receiver.accept(keyed.key, keyed.line));
      return;
    }
    spill();
    PriorityQueue<Run> heads = new PriorityQueue<>(Comparator.comparing(Run::head, ORDER));
    try {
      for (Path file : runs) {
        Run run = new Run(file);
        if (run.next()) {
          heads.add(run);
        }
      }
      for (Run run = heads.poll(); run != null; run = heads.poll()) {
        receiver.accept(run.head().key, run.head().line);
        if (run.next()) {
          heads.add(run);
        }
      }
    } finally {
      heads.forEach(Run::close);
    }
  }

  private void spill() {
    if (memory.isEmpty()) {
      return;
    }
    memory.sort(ORDER);
    try {
      Path file = Files.createTempFile(folder, "run-", ".bin");
      runs.add(file);
      try (DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
        for (Keyed keyed : memory) {
          write(out, keyed.key);
          out.writeLong(keyed.line.number());
          out.writeLong(keyed.line.group());
          out.writeInt(keyed.line.cells().length);
          for (String cell : keyed.line.cells()) {
            write(out, cell);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    memory.clear();
  }

  private static void write(DataOutputStream out, @Nullable String text) throws IOException {
    byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  @Override
  public void close() {
    try {
      for (Path run : runs) {
        Files.deleteIfExists(run);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One file while it is read. */
  private static final class Run {
    private final DataInputStream in;
    private @Nullable Keyed head;

    Run(Path file) {
      try {
        in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 13));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Keyed head() {
      return java.util.Objects.requireNonNull(head, "asked after next() said there is one");
    }

    boolean next() {
      try {
        String key = text();
        long number = in.readLong();
        long group = in.readLong();
        @Nullable String[] cells = new @Nullable String[in.readInt()];
        for (int i = 0; i < cells.length; i++) {
          cells[i] = text();
        }
        head = new Keyed(key, new SourceLine(number, cells, group));
        return true;
      } catch (EOFException e) {
        close();
        return false;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private String text() throws IOException {
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }

    void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
