package io.xiaodan.web.access;

import io.xiaodan.support.Browser.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What an exported archive gives away. */
final class LeakArchive {

  private LeakArchive() {}

  /** The names of what an archive holds, and what stands in it; nothing for another file. */
  static String unpacked(Answer answer) {
    StringBuilder text = new StringBuilder();
    ByteArrayInputStream bytes = new ByteArrayInputStream(answer.response().body());
    try (ZipInputStream archive = new ZipInputStream(bytes)) {
      for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
        text.append(entry.getName()).append('\n');
        text.append(new String(archive.readAllBytes(), StandardCharsets.UTF_8)).append('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
