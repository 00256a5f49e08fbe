package io.xiaodan.exchange;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.xiaodan.exchange.sheet.SheetInfo;
import io.xiaodan.exchange.sheet.SheetSource;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import io.xiaodan.platform.DataHome;
import io.xiaodan.platform.Ids;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Uploaded files that wait, each read into plain text once; gone after a day. */
@Component
class StagedFiles {

  private static final Duration KEPT = Duration.ofDays(1);
  private static final int LONGEST_NAME = 200;

  private final Path folder;
  private final JsonMapper json;
  private final Ids ids;
  private final Clock clock;

  StagedFiles(DataHome home, JsonMapper json, Ids ids, Clock clock) {
    this.folder = home.folder().resolve("imports").resolve("files");
    this.json = json;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Takes and reads a file.
   *
   * @throws io.xiaodan.kernel.ProblemException invalid for a file that cannot be read
   */
  StagedFile take(Actor actor, String name, InputStream content) {
    UUID id = ids.next();
    Path place = folder.resolve(id.toString());
    try {
      Files.createDirectories(place);
      removeOld();
      Path source = place.resolve("source");
      Files.copy(content, source);
      SheetSource.Book book = SheetSource.read(source, shortened(name), sheet -> text(id, sheet));
      Files.delete(source);
      if (book.sheets().stream().allMatch(sheet -> sheet.rows() == 0)) {
        throw Problem.invalid(List.of(Violation.at("file", Message.of("exchange.file_empty"))))
            .exception();
      }
      StagedFile file =
          new StagedFile(
              id,
              shortened(name),
              book.kind(),
              book.macros(),
              book.charset(),
              actor.personId(),
              book.sheets().stream().map(StagedFiles::sheet).toList());
      keep(file);
      return file;
    } catch (IOException e) {
      remove(place);
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      remove(place);
      throw e;
    }
  }

  /** Adds a sheet whose text has been written already, as the last one. */
  StagedFile add(StagedFile file, SheetInfo sheet) throws IOException {
    List<StagedFile.Sheet> sheets = new ArrayList<>(file.sheets());
    sheets.add(sheet(sheet));
    StagedFile more =
        new StagedFile(
            file.id(),
            file.name(),
            file.kind(),
            file.macros(),
            file.charset(),
            file.person(),
            sheets);
    keep(more);
    return more;
  }

  private void keep(StagedFile file) throws IOException {
    Files.writeString(
        folder.resolve(file.id().toString()).resolve("file.json"), json.writeValueAsString(file));
  }

  private static StagedFile.Sheet sheet(SheetInfo info) {
    return new StagedFile.Sheet(
        info.name(), info.hidden(), info.rows(), info.width(), info.formulas(), info.errors());
  }

  private static String shortened(String name) {
    String only = name.replaceFirst(".*[/\\\\]", "").strip();
    return only.length() <= LONGEST_NAME ? only : only.substring(0, LONGEST_NAME);
  }

  /**
   * A file.
   *
   * @throws io.xiaodan.kernel.ProblemException not found, also for another person's
   */
  StagedFile find(Actor actor, UUID id) {
    try {
      StagedFile file =
          json.readValue(
              Files.readString(folder.resolve(id.toString()).resolve("file.json")),
              StagedFile.class);
      if (file.person().equals(actor.personId())) {
        return file;
      }
    } catch (IOException e) {
      throw gone();
    }
    throw gone();
  }

  private static RuntimeException gone() {
    return Problem.of(ProblemKind.NOT_FOUND, "exchange.upload_gone").exception();
  }

  /** The text of a sheet. */
  Path text(UUID id, int sheet) {
    return folder.resolve(id.toString()).resolve("sheet-" + sheet + ".csv");
  }

  /** The first rows of a sheet. */
  List<List<String>> rows(UUID id, int sheet, int most) {
    List<List<String>> rows = new ArrayList<>();
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .skipEmptyLines(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(Files.newBufferedReader(text(id, sheet), StandardCharsets.UTF_8))) {
      for (CsvRecord row : csv) {
        if (rows.size() == most) {
          break;
        }
        rows.add(List.copyOf(row.getFields()));
      }
    } catch (IOException e) {
      throw gone();
    }
    return rows;
  }

  private void removeOld() throws IOException {
    Instant before = clock.instant().minus(KEPT);
    try (Stream<Path> all = Files.list(folder)) {
      for (Path each : all.toList()) {
        if (Files.getLastModifiedTime(each).toInstant().isBefore(before)) {
          remove(each);
        }
      }
    }
  }

  private static void remove(Path place) {
    if (!Files.isDirectory(place)) {
      return;
    }
    try (Stream<Path> all = Files.walk(place)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
