package io.xiaodan.exchange;

import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.Violation;
import io.xiaodan.record.RecordKeys.Taken;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Goes through the first rows of a sheet as an import would, and writes nothing. */
final class PreviewRun {

  private static final int MOST = 200;

  private final ImportPlan plan;
  private final ImportMapping mapping;
  private final RecordDoor door;
  private final CellReader cells;
  private final java.time.ZoneId zone;
  private final io.xiaodan.expression.Environment environment;
  private final Map<Long, Seen> rows = new TreeMap<>();
  private final Map<String, List<SourceLine>> records = new LinkedHashMap<>();
  private boolean more;
  private @Nullable String lastKey;

  PreviewRun(
      ImportPlan plan,
      ImportMapping mapping,
      RecordDoor door,
      CellReader cells,
      java.time.ZoneId zone,
      io.xiaodan.expression.Environment environment) {
    this.plan = plan;
    this.mapping = mapping;
    this.door = door;
    this.cells = cells;
    this.zone = zone;
    this.environment = environment;
  }

  private static final class Seen {
    private final SourceLine line;
    private String becomes = "new";
    private final List<SheetPreview.Issue> issues = new ArrayList<>();

    Seen(SourceLine line) {
      this.line = line;
    }
  }

  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Enough() {
      super("enough", null, false, false);
    }
  }

  SheetPreview run(SourceFile file) {
    @Nullable RecordBuilder[] builder = new @Nullable RecordBuilder[1];
    try {
      file.read(
          java.nio.charset.StandardCharsets.UTF_8,
          ',',
          mapping.layout(),
          mapping.columns(),
          header ->
              builder[0] =
                  new RecordBuilder(
                      mapping.targets().getFirst(),
                      new LineReader(mapping, header, environment),
                      zone,
                      cells),
          line -> look(Objects.requireNonNull(builder[0], "the header comes first"), line));
    } catch (Enough e) {
      more = true;
    }
    if (builder[0] != null) {
      judge(builder[0]);
    }
    List<SheetPreview.Row> shown = new ArrayList<>();
    rows.values().forEach(seen -> shown.add(row(seen)));
    return new SheetPreview(
        shown,
        rows.size(),
        rows.values().stream().filter(seen -> seen.issues.isEmpty()).count(),
        more);
  }

  private static SheetPreview.Row row(Seen seen) {
    List<String> texts = new ArrayList<>();
    for (@Nullable String cell : seen.line.cells()) {
      texts.add(cell == null ? "" : cell);
    }
    return new SheetPreview.Row(seen.line.number(), texts, seen.becomes, seen.issues);
  }

  private void look(RecordBuilder builder, SourceLine line) {
    if (rows.size() == MOST) {
      throw new Enough();
    }
    if (line.isBlank()) {
      return;
    }
    Seen seen = new Seen(line);
    rows.put(line.number(), seen);
    try {
      String key = builder.key(line);
      if (key == null) {
        refuse(
            seen,
            keyColumn(),
            Message.of("exchange.key_empty", "label", builder.target().keyLabel()));
        return;
      }
      List<SourceLine> known = records.get(key);
      if (known != null && builder.target().repeated() && !builder.target().hasLines()) {
        refuse(
            seen,
            keyColumn(),
            Message.of(
                "exchange.key_repeated",
                "label",
                builder.target().keyLabel(),
                "line",
                known.getFirst().number()));
        return;
      }
      records.computeIfAbsent(key, _ -> new ArrayList<>()).add(line);
      lastKey = key;
    } catch (ProblemException e) {
      refuse(seen, e.problem());
    }
  }

  private void judge(RecordBuilder builder) {
    List<String> keys = List.copyOf(records.keySet());
    Map<Integer, List<Taken>> taken =
        builder.target().hasKey()
            ? door.keys()
                .find(
                    builder.target().form(),
                    builder.target().key(),
                    keys.stream()
                        .map(key -> RecordKey.split(key, builder.target().key().size()))
                        .toList(),
                    null)
            : Map.of();
    for (int i = 0; i < keys.size(); i++) {
      List<SourceLine> lines = Objects.requireNonNull(records.get(keys.get(i)));
      if (more && builder.target().hasLines() && keys.get(i).equals(lastKey)) {
        lines.forEach(line -> seen(line).becomes = "unknown");
      } else {
        judge(builder, keys.get(i), lines, taken.getOrDefault(i, List.of()));
      }
    }
  }

  private void judge(RecordBuilder builder, String key, List<SourceLine> lines, List<Taken> there) {
    boolean is = !there.isEmpty();
    if (there.size() > 1) {
      lines.forEach(line ->
          refuse(
              seen(line),
              keyColumn(),
              Message.of("exchange.key_ambiguous", "label", builder.target().keyLabel())));
      return;
    }
    ImportTarget.Duplicates duplicates = builder.target().duplicates();
    boolean skipped =
        is
            ? duplicates == ImportTarget.Duplicates.SKIP
            : duplicates == ImportTarget.Duplicates.UPDATE;
    if (skipped) {
      lines.forEach(line -> seen(line).becomes = "skip");
      return;
    }
    lines.forEach(line -> seen(line).becomes = is ? "update" : "new");
    try {
      RecordBuilder.Built built =
          builder.build(
              new Candidate(
                  key,
                  builder.target().hasLines() ? lines : lines.subList(0, 1),
                  lines.size(),
                  null));
      List<Violation> all =
          is
              ? built.violations()
              : Violations.merged(
                  built.violations(),
                  door.records().check(door.caller(), plan.form(), built.write()));
      all.stream().filter(each -> !isMadeLater(each)).forEach(each -> place(lines, each));
    } catch (ProblemException e) {
      refuse(seen(lines.getFirst()), e.problem());
    }
  }

  /** Whether a reference is empty only because what it leads to is made by the import itself. */
  private boolean isMadeLater(Violation violation) {
    String field = path(violation);
    return violation.message().code().equals("record.required")
        && plan.columns().stream()
            .anyMatch(column -> column.field().equals(field) && column.create());
  }

  private static String path(Violation violation) {
    return violation.column() == null
        ? String.valueOf(violation.field())
        : violation.field() + "." + violation.column();
  }

  private void place(List<SourceLine> lines, Violation violation) {
    int row = violation.row() == null || violation.row() >= lines.size() ? 0 : violation.row();
    lines.forEach(line -> seen(line).becomes = "refused");
    refuse(seen(lines.get(row)), column(path(violation)), violation.message());
  }

  private @Nullable Integer column(String field) {
    return plan.columns().stream()
        .filter(column -> column.field().equals(field))
        .map(ImportPlan.Column::index)
        .findFirst()
        .orElse(null);
  }

  private @Nullable Integer keyColumn() {
    return plan.key().isEmpty() ? null : column(plan.key().getFirst());
  }

  private Seen seen(SourceLine line) {
    return Objects.requireNonNull(rows.get(line.number()));
  }

  private void refuse(Seen seen, Problem problem) {
    if (problem.violations().isEmpty()) {
      refuse(seen, null, problem.message());
    }
    problem.violations().forEach(each -> refuse(seen, column(path(each)), each.message()));
  }

  private static void refuse(Seen seen, @Nullable Integer column, Message message) {
    seen.becomes = "refused";
    seen.issues.add(new SheetPreview.Issue(column, message));
  }
}
