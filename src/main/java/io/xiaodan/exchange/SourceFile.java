package io.xiaodan.exchange;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of cells that is read from beginning to end as often as needed, never held in memory.
 * Compressed content is recognised by its first bytes.
 */
final class SourceFile {

  private static final int BUFFER = 1 << 16;

  private final Path path;
  private final AtomicLong read = new AtomicLong();

  SourceFile(Path path) {
    this.path = path;
  }

  boolean exists() {
    return Files.isReadable(path);
  }

  /** Bytes of the file as it lies on disk. */
  long size() {
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes of it that the current reading has taken. */
  long read() {
    return read.get();
  }

  /** The first bytes of the content, unpacked; at most 64 KB. */
  byte[] head() {
    try (InputStream in = open()) {
      return in.readNBytes(BUFFER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads the file from its beginning.
   *
   * @param header told the cells of the first line
   * @param lines told every later one
   * @throws io.xiaodan.kernel.ProblemException invalid for a file that is no such text
   */
  void read(
      Charset charset, char delimiter, Consumer<List<String>> header, Consumer<SourceLine> lines) {
    read(charset, delimiter, null, Map.of(), header, lines);
  }

  /**
   * The same for a sheet that people made.
   *
   * @param layout how it is laid out; null for a file whose every line has the same cells
   * @param columns header by name
   */
  void read(
      Charset charset,
      char delimiter,
      @Nullable SheetLayout layout,
      Map<String, String> columns,
      Consumer<List<String>> header,
      Consumer<SourceLine> lines) {
    read.set(0);
    var decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    try (InputStream in = open();
        BufferedReader text = new BufferedReader(new InputStreamReader(in, decoder), BUFFER);
        CsvReader<CsvRecord> csv =
            CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .detectBomHeader(false)
                .ofCsvRecord(text)) {
      Iterator<CsvRecord> records = csv.iterator();
      int first = layout == null ? 1 : layout.header();
      for (int i = 1; i < first && records.hasNext(); i++) {
        records.next();
      }
      if (!records.hasNext()) {
        throw Problem.of(ProblemKind.INVALID, "exchange.file_empty").exception();
      }
      List<String> names = withoutMark(records.next().getFields());
      names = layout == null ? names : Headers.of(names);
      header.accept(names);
      SheetRows rows = layout == null ? null : new SheetRows(layout, names, columns);
      long number = first + 1L;
      while (records.hasNext()) {
        String[] cells = cells(records.next());
        lines.accept(rows == null ? new SourceLine(number, cells) : rows.next(number, cells));
        number++;
      }
    } catch (CharacterCodingException e) {
      throw new WrongCharset();
    } catch (UncheckedIOException e) {
      throw e.getCause() instanceof CharacterCodingException ? new WrongCharset() : e;
    } catch (CsvParseException e) {
      throw e.getCause() instanceof CharacterCodingException
          ? new WrongCharset()
          : Problem.of(
                  ProblemKind.INVALID,
                  "exchange.file_format",
                  "reason",
                  String.valueOf(e.getMessage()))
              .exception();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes are not of the charset they were taken for. */
  static final class WrongCharset extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongCharset() {
      super("not the charset", null, false, false);
    }
  }

  private static List<String> withoutMark(List<String> header) {
    return header.stream().map(cell -> cell.replace("\uFEFF", "").strip()).toList();
  }

  private static String[] cells(CsvRecord line) {
    String[] cells = new String[line.getFieldCount()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = line.getField(i);
    }
    return cells;
  }

  private InputStream open() throws IOException {
    BufferedInputStream bytes =
        new BufferedInputStream(new Counted(Files.newInputStream(path), read), BUFFER);
    bytes.mark(2);
    boolean packed = bytes.read() == 0x1f && bytes.read() == 0x8b;
    bytes.reset();
    return packed ? new GZIPInputStream(bytes, BUFFER) : bytes;
  }
}
