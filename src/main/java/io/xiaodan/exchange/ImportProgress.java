package io.xiaodan.exchange;

import io.xiaodan.platform.Feed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far an import is, kept and told some times a second. The first reading of the file is a small
 * part of the work, each later one a large part.
 */
final class ImportProgress {

  /** What a reading of the file that writes records weighs, next to the first that writes none. */
  static final int WRITING = 9;

  private static final long INTERVAL = Duration.ofMillis(400).toNanos();

  private final ImportStore store;
  private final Feed feed;
  private final UUID id;
  private final SourceFile file;
  private final List<RecordBuilder> forms;
  private final List<Tally> tallies;
  private final Tally before;
  private final SourceFormat format;
  private long finished;
  private int weight = 1;
  private long lines;
  private @Nullable Long total;
  private long last = System.nanoTime();

  ImportProgress(
      ImportStore store,
      Feed feed,
      UUID id,
      SourceFile file,
      SourceFormat format,
      List<RecordBuilder> forms,
      List<Tally> tallies,
      Tally before) {
    this.store = store;
    this.feed = feed;
    this.id = id;
    this.file = file;
    this.format = format;
    this.forms = forms;
    this.tallies = tallies;
    this.before = before;
  }

  /** One more line of the current reading. */
  void line() {
    lines++;
    if ((lines & 63) == 0) {
      tick();
    }
  }

  /** Keeps and tells where it is, if the last time is a while ago. */
  void tick() {
    if (System.nanoTime() - last >= INTERVAL) {
      tell();
    }
  }

  /** A reading has ended and another one, that writes records, begins. */
  void nextReading() {
    finished += file.size() * weight;
    weight = WRITING;
    total = lines;
    tell();
    lines = 0;
  }

  /**
   * Keeps and tells where it is.
   *
   * @throws ImportCancelled when somebody wants it to stop
   */
  void tell() {
    last = System.nanoTime();
    long done = Math.min(total(), finished + file.read() * weight);
    boolean cancelling = store.progress(id, done, lines, total, report());
    publish(done, ImportJob.State.RUNNING);
    if (cancelling) {
      throw new ImportCancelled();
    }
  }

  /** All work there is, in the same measure. */
  long total() {
    return total(file, forms.stream().filter(form -> form.target().hasLines()).count());
  }

  static long total(SourceFile file, long withLines) {
    return file.size() * (1 + WRITING * Math.max(1, withLines));
  }

  void publish(long done, ImportJob.State state) {
    feed.publish(
        "job",
        "{\"id\":\"%s\",\"done\":%d,\"total\":%d,\"state\":\"%s\"}"
            .formatted(id, done, total(), state.key()));
  }

  /** The account as it stands. */
  ImportReport report() {
    List<ImportReport.OfForm> all = new ArrayList<>();
    for (int i = 0; i < forms.size(); i++) {
      all.add(tallies.get(i).ofForm(forms.get(i).target().form().key()));
    }
    return ImportReport.of(total == null ? lines : total, before.lines(), all, format);
  }
}
