package io.xiaodan.web.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Makes workbooks as people send them. */
final class Books {

  private Books() {}

  /** One sheet of these rows; numbers, days and texts are what they are. */
  static byte[] of(List<? extends List<? extends @Nullable Object>> rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(out, "Test", "1.0")) {
      Worksheet sheet = book.newWorksheet("数据");
      for (int r = 0; r < rows.size(); r++) {
        for (int c = 0; c < rows.get(r).size(); c++) {
          cell(sheet, r, c, rows.get(r).get(c));
        }
      }
    }
    return out.toByteArray();
  }

  private static void cell(Worksheet sheet, int row, int column, @Nullable Object value) {
    switch (value) {
      case null -> {}
      case Integer number -> sheet.value(row, column, number);
      case Double number -> sheet.value(row, column, number);
      case BigDecimal number -> sheet.value(row, column, number);
      case LocalDate day -> {
        sheet.value(row, column, day);
        sheet.style(row, column).format("yyyy/m/d").set();
      }
      default -> sheet.value(row, column, value.toString());
    }
  }

  /** The parts of a workbook, to be spoilt. */
  static Map<String, byte[]> parts(byte[] book) throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    Path file = Files.createTempFile("book-", ".xlsx");
    Files.write(file, book);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    } finally {
      Files.delete(file);
    }
    return parts;
  }

  static byte[] packed(Map<String, byte[]> parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  /** The same workbook with its first sheet's XML changed. */
  static byte[] changed(byte[] book, String from, String to) throws IOException {
    Map<String, byte[]> parts = parts(book);
    String name = "xl/worksheets/sheet1.xml";
    String xml = new String(parts.get(name), StandardCharsets.UTF_8);
    if (!xml.contains(from)) {
      throw new AssertionError(xml);
    }
    parts.put(name, xml.replace(from, to).getBytes(StandardCharsets.UTF_8));
    return packed(parts);
  }
}
