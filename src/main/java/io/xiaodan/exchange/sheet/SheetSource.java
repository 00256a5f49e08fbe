package io.xiaodan.exchange.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Brings whatever file of cells somebody has into one form: a text file for each sheet, UTF-8 with
 * commas, a line for each row of the sheet from its first. Days are {@code 2026-03-01}, moments
 * {@code 2026-03-01 08:30:00}, shares {@code 13%}, numbers plain and exact.
 */
public final class SheetSource {

  /** Most sheets of a workbook that are read. */
  static final int MOST_SHEETS = 50;

  private SheetSource() {}

  /**
   * What was found.
   *
   * @param kind {@code xlsx} or {@code csv}
   * @param macros whether the file brings programs, which were not run
   * @param charset of a text file; empty for a workbook
   */
  public record Book(String kind, boolean macros, String charset, List<SheetInfo> sheets) {
    public Book {
      sheets = List.copyOf(sheets);
    }
  }

  /**
   * Reads a file.
   *
   * @param name of the file, for a text file's only sheet
   * @param target where the text of each sheet goes, by its number from 0
   * @throws io.xiaodan.kernel.ProblemException invalid for a file that cannot be read as a whole
   */
  public static Book read(Path file, String name, IntFunction<Path> target) throws IOException {
    byte[] head = head(file);
    if (head.length == 0) {
      throw SheetProblem.of("exchange.file_empty");
    }
    if (startsWith(head, 0xD0, 0xCF, 0x11, 0xE0)) {
      throw SheetProblem.of("exchange.book_old");
    }
    if (startsWith(head, 'P', 'K')) {
      BookCheck.Found found = BookCheck.look(file);
      return new Book("xlsx", found.macros(), "", XlsxSource.read(file, target));
    }
    if (startsWith(head, '%', 'P', 'D', 'F') || startsWith(head, 0x89, 'P', 'N', 'G')) {
      throw SheetProblem.of("exchange.book_none");
    }
    CsvSource.Read read = CsvSource.read(file, name, target.apply(0));
    List<SheetInfo> only = new ArrayList<>();
    only.add(read.sheet());
    return new Book("csv", false, read.charset(), only);
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(8);
    }
  }

  private static boolean startsWith(byte[] head, int... bytes) {
    if (head.length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((head[i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
