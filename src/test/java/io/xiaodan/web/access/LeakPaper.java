package io.xiaodan.web.access;

import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.Company;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Printed paper as a door: everything there is of a form, in a list and record by record. */
final class LeakPaper {

  private final String form;
  private final String list;
  private final String sheet;

  LeakPaper(String form, int number) {
    this.form = form;
    this.list = "leaklist" + number;
    this.sheet = "leaksheet" + number;
  }

  void publish(Browser builder) {
    Company.publish(
        builder,
        """
        {"kind": "print", "key": "%s", "label": "清单", "form": "%s", "list": true, "fontSize": 6,
          "paper": {"size": "A4", "landscape": true}, "body": [
          {"key": "l", "type": "table", "columns": [{"field": "code"}, {"field": "alpha"}, {"field": "beta"}, {"field": "gamma"}, {"field": "peek"}]}]}
        """
            .formatted(list, form));
    Company.publish(
        builder,
        """
        {"kind": "print", "key": "%s", "label": "单张", "form": "%s", "body": [
          {"key": "t", "type": "text", "text": "{code} {link.secret}"}, {"key": "c", "type": "code", "format": "code128", "text": "{alpha}"},
          {"key": "f", "type": "fields", "columns": 1, "items": [{"field": "alpha"}, {"field": "beta"}, {"field": "gamma"}, {"field": "peek"},
            {"label": "x", "text": "{CONCAT(alpha, beta)}"}]},
          {"key": "r", "type": "table", "lines": "rows", "columns": [{"field": "text"}]}]}
        """
            .formatted(sheet, form));
  }

  /** What the printed list says to somebody; null where they may print nothing. */
  @Nullable String list(Browser who) {
    Answer asked = who.post("/api/forms/" + form + "/prints", Map.of("template", list));
    if (asked.status() != 201) {
      return asked.text();
    }
    String path = "/api/prints/" + Company.id(asked.json());
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(() ->
            !List.of("waiting", "running").contains(who.get(path).json().path("state").asString()));
    return words(who.get(path + "/file"));
  }

  /** What one printed record says, or the answer that refuses it. */
  String sheet(Browser who, String id) {
    return words(who.post(Company.record(form, id) + "/print?template=" + sheet, ""));
  }

  private static String words(Answer answer) {
    if (answer.status() != 200) {
      return answer.text();
    }
    try (PDDocument document = Loader.loadPDF(answer.response().body())) {
      // Long words are broken where a column ends.
      return new PDFTextStripper().getText(document).replaceAll("[\\s\\u200B]+", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
