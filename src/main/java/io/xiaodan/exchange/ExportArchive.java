package io.xiaodan.exchange;

import io.xiaodan.attachment.Attachment;
import io.xiaodan.attachment.Attachments;
import io.xiaodan.identity.Actor;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** The files attached to what an export shows, gathered while it is written and then packed. */
final class ExportArchive {

  private static final int MOST = 20_000;

  private final Attachments attachments;
  private final Actor actor;
  private final List<ExportColumn> columns;
  private final List<Entry> entries = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private record Entry(UUID id, String name) {}

  ExportArchive(Attachments attachments, Actor actor, List<ExportColumn> columns) {
    this.attachments = attachments;
    this.actor = actor;
    this.columns =
        columns.stream()
            .filter(column -> Set.of("attachment", "image", "signature").contains(column.type()))
            .toList();
  }

  /** Takes note of the files of a record. */
  void add(Map<String, @Nullable Object> record) {
    String folder = clean(String.valueOf(record.get("title")));
    for (ExportColumn column : columns) {
      if (column.lines() == null) {
        files(folder, column.value(record, null));
      } else if (record.get("values") instanceof Map<?, ?> values
          && values.get(column.lines().key()) instanceof List<?> rows) {
        rows.forEach(row -> files(folder, column.value(record, (Map<?, ?>) row)));
      }
    }
  }

  private void files(String folder, @Nullable Object value) {
    if (!(value instanceof List<?> files)) {
      return;
    }
    for (Object file : files) {
      if (file instanceof Map<?, ?> map && map.get("id") instanceof UUID id) {
        if (entries.size() == MOST) {
          throw Problem.of(ProblemKind.INVALID, "exchange.too_many_files", "maximum", MOST)
              .exception();
        }
        entries.add(new Entry(id, free(folder + "/" + clean(String.valueOf(map.get("name"))))));
      }
    }
  }

  /** Names that differ in nothing but their case are one file on some disks. */
  private String free(String wanted) {
    String name = wanted;
    for (int i = 2; !names.add(name.toLowerCase(Locale.ROOT)); i++) {
      int dot = wanted.lastIndexOf('.');
      int end = dot > wanted.indexOf('/') ? dot : wanted.length();
      name = wanted.substring(0, end) + " (" + i + ")" + wanted.substring(end);
    }
    return name;
  }

  private static String clean(String name) {
    String clean = name.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_").strip();
    return clean.isEmpty() || clean.matches("\\.+") ? "_" : clean;
  }

  /** Packs a sheet and the files into one archive. */
  void write(Path sheet, String name, Path archive) throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(archive), 1 << 16))) {
      zip.putNextEntry(new ZipEntry(name));
      Files.copy(sheet, zip);
      zip.closeEntry();
      for (Entry entry : entries) {
        Attachment file = attachments.describe(List.of(entry.id)).get(entry.id);
        if (file == null || !attachments.isReadable(entry.id, actor)) {
          continue;
        }
        zip.putNextEntry(new ZipEntry("files/" + entry.name));
        try (InputStream content = attachments.open(entry.id)) {
          content.transferTo(zip);
        }
        zip.closeEntry();
      }
    }
  }
}
