package io.xiaodan.exchange.sheet;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads a text file of cells in whichever charset and with whichever delimiter it was written. */
final class CsvSource {

  private static final int BUFFER = 1 << 16;
  private static final String DELIMITERS = ",;\t|";
  private static final long MOST_BYTES = 4L << 30;

  private CsvSource() {}

  record Read(SheetInfo sheet, String charset) {}

  static Read read(Path file, String name, Path target) throws IOException {
    byte[] head;
    try (InputStream in = open(file)) {
      head = in.readNBytes(BUFFER);
    } catch (IOException e) {
      throw SheetProblem.of("exchange.book_broken");
    }
    List<Charset> charsets = charsets(head);
    for (Charset charset : charsets) {
      try {
        return new Read(read(file, name, target, charset, head), charset.name());
      } catch (CharacterCodingException e) {
        // the next charset may be the one
        continue;
      }
    }
    throw SheetProblem.of("exchange.file_charset_unknown");
  }

  private static List<Charset> charsets(byte[] head) {
    if (head.length >= 2 && (head[0] & 0xff) == 0xFF && (head[1] & 0xff) == 0xFE) {
      return List.of(StandardCharsets.UTF_16LE);
    }
    if (head.length >= 2 && (head[0] & 0xff) == 0xFE && (head[1] & 0xff) == 0xFF) {
      return List.of(StandardCharsets.UTF_16BE);
    }
    return List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"));
  }

  private static SheetInfo read(Path file, String name, Path target, Charset charset, byte[] head)
      throws IOException {
    var decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    char delimiter = delimiter(new String(head, charset));
    try (RowsOut out = new RowsOut(target);
        InputStream in = open(file);
        BufferedReader text = new BufferedReader(new InputStreamReader(in, decoder), BUFFER);
        CsvReader<CsvRecord> csv =
            CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .detectBomHeader(false)
                .ofCsvRecord(text)) {
      long number = 0;
      for (CsvRecord line : csv) {
        out.row(++number, cells(line, number == 1));
      }
      return new SheetInfo(name, false, out.rows(), out.width(), 0, 0);
    } catch (CsvParseException e) {
      throwCoding(e);
      throw SheetProblem.of("exchange.file_format", "reason", String.valueOf(e.getMessage()));
    } catch (UncheckedIOException e) {
      throwCoding(e);
      throw SheetProblem.of("exchange.book_broken");
    } catch (CharacterCodingException e) {
      throw e;
    } catch (IOException e) {
      throw SheetProblem.of("exchange.book_broken");
    }
  }

  private static void throwCoding(Exception e) throws CharacterCodingException {
    if (e.getCause() instanceof CharacterCodingException coding) {
      throw coding;
    }
  }

  private static List<String> cells(CsvRecord line, boolean first) {
    List<String> cells = new ArrayList<>(line.getFieldCount());
    int last = 0;
    for (int i = 0; i < line.getFieldCount(); i++) {
      String cell = line.getField(i);
      if (first && i == 0 && !cell.isEmpty() && cell.charAt(0) == SafeText.MARK) {
        cell = cell.substring(1);
      }
      if (cell.indexOf('\0') >= 0) {
        throw SheetProblem.of("exchange.book_none");
      }
      cells.add(SafeText.unescape(cell));
      if (!cell.isBlank()) {
        last = i + 1;
      }
    }
    return cells.subList(0, last);
  }

  /** The one that stands most often in the first line that has any, outside quotes. */
  private static char delimiter(String text) {
    int[] counts = new int[DELIMITERS.length()];
    boolean quoted = false;
    int all = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '\n' || c == '\r') && all > 0) {
        break;
      } else if (!quoted && DELIMITERS.indexOf(c) >= 0) {
        counts[DELIMITERS.indexOf(c)]++;
        all++;
      }
    }
    int best = 0;
    for (int i = 1; i < counts.length; i++) {
      best = counts[i] > counts[best] ? i : best;
    }
    return DELIMITERS.charAt(best);
  }

  private static InputStream open(Path file) throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    bytes.mark(2);
    boolean packed = bytes.read() == 0x1f && bytes.read() == 0x8b;
    bytes.reset();
    return packed ? new Unpacked(new GZIPInputStream(bytes, BUFFER)) : bytes;
  }

  /** Packed text, of which no more is read than a file may have. */
  private static final class Unpacked extends FilterInputStream {
    private long read;

    Unpacked(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int now = super.read(into, from, length);
      read += Math.max(0, now);
      if (read > MOST_BYTES) {
        throw SheetProblem.of("exchange.book_bomb");
      }
      return now;
    }
  }
}
