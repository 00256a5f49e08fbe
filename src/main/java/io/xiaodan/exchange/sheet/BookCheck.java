package io.xiaodan.exchange.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Looks through a workbook before it is read: whether it is whole, how much it unpacks to, and
 * whether it names cells that no sheet can have. What a file says about its own size is not
 * believed; every byte is counted.
 */
final class BookCheck {

  private static final int MOST_ENTRIES = 5_000;
  private static final long MOST_TEXTS = 96L << 20;
  private static final long MOST_BYTES = 3L << 30;
  private static final long SUSPICIOUS = 100L << 20;
  private static final int WORST_RATIO = 400;
  private static final int MOST_LETTERS = 3;

  private BookCheck() {}

  /**
   * What else is in the file.
   *
   * @param macros whether it brings programs, which are not run
   */
  record Found(boolean macros) {}

  /**
   * Looks through a file.
   *
   * @throws io.xiaodan.kernel.ProblemException invalid when it is not to be read
   */
  static Found look(Path file) {
    boolean macros = false;
    boolean workbook = false;
    long all = 0;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > MOST_ENTRIES) {
        throw SheetProblem.of("exchange.book_bomb");
      }
      byte[] buffer = new byte[1 << 16];
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        String name = entry.getName().toLowerCase(Locale.ROOT);
        macros |= name.endsWith("vbaproject.bin");
        workbook |= name.endsWith("workbook.xml");
        boolean isSheet = name.contains("worksheets/") && name.endsWith(".xml");
        long most = name.endsWith("sharedstrings.xml") ? MOST_TEXTS : MOST_BYTES - all;
        if (!isSheet && !name.endsWith(".xml") && !name.endsWith(".rels")) {
          continue;
        }
        try (InputStream in = zip.getInputStream(entry)) {
          all += count(in, buffer, entry, most, isSheet);
        }
      }
    } catch (ZipException e) {
      throw SheetProblem.of("exchange.book_broken");
    } catch (IOException e) {
      throw SheetProblem.of("exchange.book_broken");
    }
    if (!workbook) {
      throw SheetProblem.of("exchange.book_none");
    }
    return new Found(macros);
  }

  private static long count(
      InputStream in, byte[] buffer, ZipEntry entry, long most, boolean isSheet)
      throws IOException {
    long packed = Math.max(1, entry.getCompressedSize());
    long size = 0;
    CellNames names = new CellNames();
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      size += read;
      if (size > most || (size > SUSPICIOUS && size / packed > WORST_RATIO)) {
        throw SheetProblem.of(
            entry.getName().toLowerCase(Locale.ROOT).endsWith("sharedstrings.xml")
                    && size <= MOST_BYTES
                    && size / packed <= WORST_RATIO
                ? "exchange.book_texts"
                : "exchange.book_bomb");
      }
      if (isSheet && names.isBeyond(buffer, read)) {
        throw SheetProblem.of("exchange.book_columns");
      }
    }
    return size;
  }

  /** Finds names of cells with more letters than any column has, across buffers. */
  private static final class CellNames {
    private static final byte[] BEFORE = " r=".getBytes(StandardCharsets.US_ASCII);
    private int matched;
    private int letters;

    boolean isBeyond(byte[] bytes, int length) {
      for (int i = 0; i < length; i++) {
        byte b = bytes[i];
        if (matched == BEFORE.length + 1) {
          letters = b >= 'A' && b <= 'Z' ? letters + 1 : 0;
          if (letters > MOST_LETTERS) {
            return true;
          }
          if (letters > 0) {
            continue;
          }
          matched = 0;
        }
        if (matched == BEFORE.length) {
          matched = b == '"' || b == '\'' ? matched + 1 : 0;
        } else if (b == BEFORE[matched]) {
          matched++;
        } else {
          matched = b == ' ' || b == '\n' || b == '\t' ? 1 : 0;
        }
      }
      return false;
    }
  }
}
