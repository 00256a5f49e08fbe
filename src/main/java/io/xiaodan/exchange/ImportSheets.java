package io.xiaodan.exchange;

import io.xiaodan.access.Access;
import io.xiaodan.access.FormAccess;
import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.blueprint.Blueprints;
import io.xiaodan.expression.Environment;
import io.xiaodan.identity.Actor;
import io.xiaodan.identity.Origin;
import io.xiaodan.kernel.Label;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemException;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.Workspace;
import io.xiaodan.record.Caller;
import io.xiaodan.record.RecordKeys;
import io.xiaodan.record.Records;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Brings in a sheet without code: uploaded, looked at, mapped with what is guessed and remembered,
 * tried on its first rows, and then imported by the one import engine.
 */
@Component
public class ImportSheets {

  private static final int LOOKED_AT = 500;
  private static final int TOP = 20;
  private static final int SAMPLES = 4;

  private final StagedFiles files;
  private final Imports imports;
  private final PlanMemory memory;
  private final Blueprints blueprints;
  private final Access access;
  private final Records records;
  private final RecordKeys keys;
  private final Cells cells;
  private final Clock clock;
  private final Workspace workspace;

  ImportSheets(
      StagedFiles files,
      Imports imports,
      PlanMemory memory,
      Blueprints blueprints,
      Access access,
      Records records,
      RecordKeys keys,
      Cells cells,
      Clock clock,
      Workspace workspace) {
    this.files = files;
    this.imports = imports;
    this.memory = memory;
    this.blueprints = blueprints;
    this.access = access;
    this.records = records;
    this.keys = keys;
    this.cells = cells;
    this.clock = clock;
    this.workspace = workspace;
  }

  /**
   * A field a column may go to, as a person chooses it.
   *
   * @param type name of the field's type
   * @param by for a reference, where names can be looked for
   * @param create for a reference, whether the person may make what is not there
   * @param unique whether no two records may share a value
   * @param keyable whether records can be recognised by it
   */
  public record Target(
      String key,
      Label label,
      String type,
      boolean required,
      boolean unique,
      boolean keyable,
      boolean create,
      List<By> by) {}

  /** A field of another form that names can be looked for in. */
  public record By(String key, Label label) {}

  /**
   * What is proposed for a sheet.
   *
   * @param remembered whether it was done so with a file of the same columns before
   */
  public record Suggestion(ImportPlan plan, List<Target> fields, boolean remembered) {}

  /**
   * Takes a file.
   *
   * @throws ProblemException invalid for a file that cannot be read as a whole
   */
  public StagedFile upload(Actor actor, String name, InputStream content) {
    return files.take(actor, name, content);
  }

  /** A file that was uploaded; not found for another person's. */
  public StagedFile find(Actor actor, UUID id) {
    return files.find(actor, id);
  }

  /**
   * A sheet of it.
   *
   * @param header number of the row that names the columns; null to guess
   */
  public SheetView view(Actor actor, UUID id, int sheet, @Nullable Integer header) {
    info(actor, id, sheet);
    List<List<String>> rows = files.rows(id, sheet, LOOKED_AT);
    int at = header == null ? HeaderGuess.of(rows) : header;
    if (at < 1 || at > rows.size()) {
      throw Problem.of(ProblemKind.MALFORMED, "exchange.header_row", "rows", rows.size())
          .exception();
    }
    List<String> headers = headers(rows, at);
    List<SheetView.Column> columns = new ArrayList<>();
    for (int i = 0; i < headers.size(); i++) {
      int place = i;
      List<String> cells =
          rows.subList(at, rows.size()).stream()
              .map(row -> place < row.size() ? row.get(place) : "")
              .toList();
      List<String> samples =
          cells.stream().filter(cell -> !cell.isBlank()).distinct().limit(SAMPLES).toList();
      columns.add(
          new SheetView.Column(i, headers.get(i), ColumnKind.of(headers.get(i), cells), samples));
    }
    return new SheetView(at, columns, rows.stream().limit(TOP).toList());
  }

  /** As the import engine reads the row that names the columns. */
  private static List<String> headers(List<List<String>> rows, int header) {
    return Headers.of(rows.get(header - 1));
  }

  private StagedFile.Sheet info(Actor actor, UUID id, int sheet) {
    List<StagedFile.Sheet> sheets = files.find(actor, id).sheets();
    if (sheet < 0 || sheet >= sheets.size()) {
      throw Problem.of(ProblemKind.NOT_FOUND, "exchange.no_sheet").exception();
    }
    return sheets.get(sheet);
  }

  /** What is proposed for a sheet and a form the person may import into. */
  public Suggestion suggest(Actor actor, UUID id, int sheet, int header, String form) {
    SheetView view = view(actor, id, sheet, header);
    Blueprint blueprint = blueprints.current();
    FormAccess rights = importable(blueprint, actor, form);
    List<PlanFields.Target> fields = PlanFields.of(access, blueprint, actor, rights);
    List<String> headers = view.columns().stream().map(SheetView.Column::header).toList();
    PlanMemory.Known known = memory.find(actor.personId(), form, headers);
    List<ImportPlan.Column> columns = new PlanGuess(fields, known.columns()).columns(headers);
    Set<String> mapped = columns.stream().map(ImportPlan.Column::field).collect(Collectors.toSet());
    ImportPlan before = known.plan();
    List<String> key =
        before != null && mapped.containsAll(before.key()) ? before.key() : key(fields, mapped);
    ImportPlan plan =
        new ImportPlan(
            form,
            sheet,
            header,
            before == null ? rows(id, sheet, view, columns) : before.rows(),
            columns,
            key,
            before == null ? "skip" : before.duplicates(),
            before != null && before.participants());
    return new Suggestion(plan, targets(fields), before != null);
  }

  private static List<Target> targets(List<PlanFields.Target> fields) {
    List<Target> all = new ArrayList<>(fields.stream().map(ImportSheets::target).toList());
    if (fields.stream().anyMatch(field -> field.lines() != null)) {
      Label label = RecordNumber.LABEL;
      all.add(
          new Target(RecordNumber.FIELD, label, "number", false, false, false, false, List.of()));
    }
    return all;
  }

  private FormAccess importable(Blueprint blueprint, Actor actor, String form) {
    FormAccess rights = access.require(blueprint, actor, form);
    if (!rights.mayImport()) {
      throw Problem.of(
              ProblemKind.FORBIDDEN, "exchange.may_not_import", "form", rights.form().label())
          .exception();
    }
    return rights;
  }

  private static List<String> key(List<PlanFields.Target> fields, Set<String> mapped) {
    return fields.stream()
        .filter(field -> mapped.contains(field.key()))
        .filter(
            field -> field.field().unique() || field.field().type().name().equals("auto_number"))
        .map(PlanFields.Target::key)
        .limit(1)
        .toList();
  }

  /** Whether the head is repeated in every row, or stands in the first of a record only. */
  private String rows(UUID id, int sheet, SheetView view, List<ImportPlan.Column> columns) {
    List<Integer> head =
        columns.stream()
            .filter(column -> !column.field().contains("."))
            .map(ImportPlan.Column::index)
            .toList();
    if (head.size() == columns.size()) {
      return "single";
    }
    List<List<String>> rows = files.rows(id, sheet, LOOKED_AT);
    boolean blank =
        rows.stream()
            .skip(view.header())
            .filter(row -> row.stream().anyMatch(cell -> !cell.isBlank()))
            .anyMatch(
                row -> head.stream().allMatch(at -> at >= row.size() || row.get(at).isBlank()));
    return blank ? "grouped" : "flat";
  }

  private static Target target(PlanFields.Target field) {
    return new Target(
        field.key(),
        field.label(),
        field.field().type().name(),
        field.field().rules().required().equals(io.xiaodan.form.Decision.YES),
        field.field().unique(),
        field.keyable(),
        field.create(),
        field.by().stream().map(name -> new By(name.key(), name.label())).toList());
  }

  /** What would become of the first rows. */
  public SheetPreview preview(Actor actor, UUID id, ImportPlan plan) {
    Actor importing = actor.withOrigin(Origin.IMPORT, null);
    Blueprint blueprint = blueprints.current();
    ImportMapping mapping = imports.mapping(document(actor, id, plan));
    Caller caller = new Caller(blueprint, importing);
    RecordDoor door = new RecordDoor(records, keys, caller, false, null);
    return new PreviewRun(
            plan,
            mapping,
            door,
            cells.looking(caller),
            workspace.zone(),
            Environment.of(clock.instant(), workspace.zone()))
        .run(new SourceFile(files.text(id, plan.sheet())));
  }

  /** Begins the import and remembers how the columns were used. */
  public ImportJob start(Actor actor, UUID id, ImportPlan plan) {
    String document = document(actor, id, plan);
    StagedFile file = files.find(actor, id);
    try (InputStream content = Files.newInputStream(files.text(id, plan.sheet()))) {
      ImportJob job =
          imports.start(actor, new NewImport(file.name(), document, plan.participants()), content);
      memory.keep(
          actor.personId(),
          headers(files.rows(id, plan.sheet(), plan.header()), plan.header()),
          plan);
      return job;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The plan as a mapping, after everything in it that makes no sense was refused. */
  private String document(Actor actor, UUID id, ImportPlan plan) {
    info(actor, id, plan.sheet());
    Blueprint blueprint = blueprints.current();
    FormAccess rights = importable(blueprint, actor, plan.form());
    List<List<String>> rows = files.rows(id, plan.sheet(), plan.header());
    if (plan.header() < 1 || plan.header() > rows.size()) {
      throw Problem.of(ProblemKind.MALFORMED, "exchange.header_row", "rows", rows.size())
          .exception();
    }
    List<String> headers = headers(rows, plan.header());
    List<Violation> wrong = wrong(plan, headers, PlanFields.of(access, blueprint, actor, rights));
    if (!wrong.isEmpty()) {
      throw Problem.invalid(wrong).exception();
    }
    return PlanMapping.document(plan, headers, files.find(actor, id).name()).toString();
  }

  private static List<Violation> wrong(
      ImportPlan plan, List<String> headers, List<PlanFields.Target> fields) {
    List<Violation> wrong = new ArrayList<>();
    Set<String> used = new HashSet<>();
    for (ImportPlan.Column column : plan.columns()) {
      if (column.field().equals(RecordNumber.FIELD)
          && used.add(RecordNumber.FIELD)
          && column.index() >= 0
          && column.index() < headers.size()) {
        continue;
      }
      PlanFields.Target field =
          fields.stream()
              .filter(each -> each.key().equals(column.field()))
              .findFirst()
              .orElse(null);
      if (field == null || column.index() < 0 || column.index() >= headers.size()) {
        wrong.add(at("columns", "exchange.field_unwritable", "field", column.field()));
      } else if (!used.add(column.field())) {
        wrong.add(at("columns", "exchange.field_twice", "field", field.label()));
      } else if (column.by().stream()
          .anyMatch(by -> field.by().stream().noneMatch(name -> name.key().equals(by)))) {
        wrong.add(at("columns", "exchange.by_unknown", "field", field.label()));
      }
    }
    if (plan.columns().stream()
        .map(ImportPlan.Column::field)
        .allMatch(field -> field.contains(".") || field.equals(RecordNumber.FIELD))) {
      wrong.add(at("columns", "exchange.plan_empty"));
    }
    for (String key : plan.key()) {
      if (!used.contains(key)
          || fields.stream().noneMatch(field -> field.key().equals(key) && field.keyable())) {
        wrong.add(at("key", "exchange.plan_key", "field", key));
      }
    }
    if (plan.key().isEmpty() && !plan.duplicates().equals("skip")) {
      wrong.add(at("key", "exchange.plan_key_needed"));
    }
    if (!Set.of("single", "flat", "grouped").contains(plan.rows())) {
      wrong.add(at("rows", "exchange.property", "property", "rows"));
    }
    if (!Set.of("skip", "update", "both").contains(plan.duplicates())) {
      wrong.add(at("duplicates", "exchange.property", "property", "duplicates"));
    }
    long lines =
        plan.columns().stream()
            .map(ImportPlan.Column::field)
            .filter(field -> field.contains("."))
            .map(field -> field.substring(0, field.indexOf('.')))
            .distinct()
            .count();
    if (lines > 1) {
      wrong.add(at("columns", "exchange.plan_lines"));
    }
    return wrong;
  }

  private static Violation at(String place, String code, Object... namesAndValues) {
    return Violation.at(place, Message.of(code, namesAndValues));
  }
}
