package io.xiaodan.exchange;

import io.xiaodan.expression.FormulaException;
import io.xiaodan.form.FormulaReader;
import io.xiaodan.form.LineItems;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One import from its beginning to its end: a first reading of the file that looks at every line,
 * gathers the records without line items and finds the keys whose lines are scattered; then the
 * forms one after the other, each form with line items in a reading of its own.
 */
final class ImportRun {

  private static final int WIDTH = 3;

  private final ImportMapping mapping;
  private final SourceFile file;
  private final Path folder;
  private final RecordDoor door;
  private final Context context;
  private final Tally before = new Tally();
  private final List<FormRun> forms = new ArrayList<>();
  private @Nullable LineReader reader;

  /**
   * What a run needs from around it.
   *
   * @param progress made when the forms are known
   * @param header told the file's first line
   * @param refusals takes refused lines; called by many threads
   * @param threads carry out the writing
   * @param stopping whether the application goes down
   */
  record Context(
      ProgressSource progress,
      Consumer<List<String>> header,
      Consumer<List<RefusedLine>> refusals,
      ExecutorService threads,
      BooleanSupplier stopping,
      java.util.function.Function<List<String>, LineReader> lineReader,
      java.time.ZoneId zone,
      CellReader cells) {}

  /** Makes the progress of a run. */
  interface ProgressSource {
    ImportProgress of(
        SourceFormat format, List<RecordBuilder> forms, List<Tally> tallies, Tally before);
  }

  /** One form while it is filled. */
  private static final class FormRun {
    private final RecordBuilder builder;
    private final Tally tally = new Tally();
    private final KeyRuns runs = new KeyRuns();
    private final LineSorter sorter;
    private final Gathering gathering;
    private final LongSet seen = new LongSet();

    FormRun(RecordBuilder builder, Path folder) {
      this.builder = builder;
      this.sorter = new LineSorter(folder);
      this.gathering = new Gathering(builder, sorter);
    }

    ImportTarget target() {
      return builder.target();
    }
  }

  ImportRun(ImportMapping mapping, SourceFile file, Path folder, RecordDoor door, Context context) {
    this.mapping = mapping;
    this.file = file;
    this.folder = folder;
    this.door = door;
    this.context = context;
  }

  /**
   * Imports the file.
   *
   * @throws ProblemException when the file as a whole cannot be read
   * @throws SourceFile.WrongCharset before anything was written
   * @throws ImportCancelled when somebody wants it to stop
   * @throws ImportStopped when the application goes down
   */
  ImportProgress run(SourceFormat format) {
    try {
      return read(format);
    } finally {
      forms.forEach(form -> form.sorter.close());
    }
  }

  private ImportProgress read(SourceFormat format) {
    List<ImportProgress> started = new ArrayList<>();
    file.read(
        format.charset(),
        format.delimiter(),
        mapping.layout(),
        mapping.columns(),
        header -> started.add(begin(format, header)),
        line -> {
          look(line);
          step(started.getFirst());
        });
    ImportProgress progress = started.getFirst();
    progress.nextReading();
    for (FormRun form : forms) {
      TargetWriter writer =
          new TargetWriter(
              form.builder, door, form.tally, context.refusals(), context.threads(), WIDTH);
      if (form.target().hasLines()) {
        group(form, writer, format, progress);
      } else {
        form.gathering.each(candidate -> {
          writer.offer(candidate);
          stopIfDown();
          progress.tick();
        });
      }
      writer.finish();
    }
    progress.tell();
    return progress;
  }

  private ImportProgress begin(SourceFormat format, List<String> header) {
    List<String> missing =
        mapping.columns().values().stream().filter(column -> !header.contains(column)).toList();
    if (!missing.isEmpty()) {
      throw Problem.of(
              ProblemKind.INVALID, "exchange.columns_missing", "columns", String.join("、", missing))
          .exception();
    }
    context.header().accept(header);
    LineReader lines = context.lineReader().apply(header);
    reader = lines;
    mapping
        .targets()
        .forEach(target ->
            forms.add(
                new FormRun(
                    new RecordBuilder(target, lines, context.zone(), context.cells()), folder)));
    return context
        .progress()
        .of(
            format,
            forms.stream().map(form -> form.builder).toList(),
            forms.stream().map(form -> form.tally).toList(),
            before);
  }

  private void step(ImportProgress progress) {
    stopIfDown();
    progress.line();
  }

  private void stopIfDown() {
    if (context.stopping().getAsBoolean()) {
      throw new ImportStopped();
    }
  }

  /** Looks at a line for the first time. */
  private void look(SourceLine line) {
    String rule = ruleAgainst(line, true);
    if (rule != null) {
      return;
    }
    for (FormRun form : forms) {
      String key = key(form, line, true);
      if (key == null) {
        continue;
      }
      if (form.target().hasLines()) {
        form.runs.add(key);
      } else if (form.target().repeated() && !form.seen.add(KeyRuns.hash(key))) {
        repeated(form, key, line);
      } else {
        form.gathering.add(key, line);
      }
    }
  }

  private void repeated(FormRun form, String key, SourceLine line) {
    Long first = form.gathering.firstLine(key);
    Message message =
        Message.of(
            "exchange.key_repeated",
            "label",
            form.target().keyLabel(),
            "line",
            first == null ? "?" : first);
    refuse(form.tally, RefusedLine.of(line, form.target().form().key(), message), true);
  }

  /**
   * The rule by which a line goes nowhere, or null.
   *
   * @param counts whether it is counted, which is done at the first reading
   */
  private @Nullable String ruleAgainst(SourceLine line, boolean counts) {
    if (line.isBlank()) {
      return leaveOut(before, Tally.BLANK, counts);
    }
    if (mapping.layout() == null && line.cells().length != lines().width()) {
      return refuse(
          before,
          RefusedLine.of(
              line,
              "",
              Message.of(
                  "exchange.cells", "cells", line.cells().length, "expected", lines().width())),
          counts);
    }
    try {
      for (LineRule rule : mapping.leaveOut()) {
        if (rule.formula().test(lines().values(line), lines().environment())) {
          return leaveOut(before, rule.key(), counts);
        }
      }
    } catch (FormulaException e) {
      return refuse(before, RefusedLine.of(line, "", failed(e)), counts);
    }
    return null;
  }

  /** The key of a line in a form, or null where the line does not go there. */
  private @Nullable String key(FormRun form, SourceLine line, boolean counts) {
    String name = form.target().form().key();
    try {
      if (!form.builder.takes(line)) {
        leaveOut(form.tally, Objects.requireNonNull(form.target().when()).key(), counts);
        return null;
      }
      String key = form.builder.key(line);
      if (key == null) {
        refuse(
            form.tally,
            RefusedLine.of(
                line, name, Message.of("exchange.key_empty", "label", form.target().keyLabel())),
            counts);
      }
      return key;
    } catch (ProblemException e) {
      refuse(form.tally, RefusedLine.all(List.of(line), name, e.problem()).getFirst(), counts);
    } catch (FormulaException e) {
      refuse(form.tally, RefusedLine.of(line, name, failed(e)), counts);
    }
    return null;
  }

  private static Message failed(FormulaException e) {
    return Message.of(
        "exchange.formula", "reason", FormulaReader.message(e.errors().getFirst(), ""));
  }

  private static String leaveOut(Tally tally, String rule, boolean counts) {
    if (counts) {
      tally.leaveOut(rule, 1);
    }
    return rule;
  }

  private String refuse(Tally tally, RefusedLine line, boolean counts) {
    if (counts) {
      tally.linesRefused.increment();
      context.refusals().accept(List.of(line));
    }
    return "";
  }

  private void group(
      FormRun form, TargetWriter writer, SourceFormat format, ImportProgress progress) {
    ImportTarget target = form.target();
    LineItems items =
        Objects.requireNonNull(
            target.form().lines().get(target.lines().firstEntry().getKey()),
            "the compiler checked");
    LineGroups groups =
        new LineGroups(
            form.runs,
            form.sorter,
            items.maximum(),
            writer::offer,
            lines -> tooMany(form, items, lines));
    file.read(
        format.charset(),
        format.delimiter(),
        mapping.layout(),
        mapping.columns(),
        header -> {},
        line -> {
          step(progress);
          String key = ruleAgainst(line, false) == null ? key(form, line, false) : null;
          if (key != null) {
            groups.add(key, line);
          }
        });
    groups.finish();
  }

  private void tooMany(FormRun form, LineItems items, List<SourceLine> lines) {
    form.tally.refused.increment();
    form.tally.linesRefused.add(lines.size());
    Message message =
        Message.of("exchange.lines_maximum", "label", items.label(), "maximum", items.maximum());
    context
        .refusals()
        .accept(
            lines.stream()
                .map(line -> RefusedLine.of(line, form.target().form().key(), message))
                .toList());
  }

  private LineReader lines() {
    return Objects.requireNonNull(reader, "begin() was called with the header");
  }
}
