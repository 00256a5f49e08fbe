package io.xiaodan.web.print;

import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;

/** What a reader finds in a document, page by page. */
record Paper(List<String> pages, List<PDPage> sheets, int pictures) {

  static Paper of(Answer answer) {
    if (answer.status() != 200 || !answer.header("Content-Type").equals("application/pdf")) {
      throw new AssertionError(answer.status() + ": " + answer.text());
    }
    return of(answer.response().body());
  }

  static Paper of(byte[] pdf) {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setSortByPosition(true);
      List<String> pages = new ArrayList<>();
      List<PDPage> sheets = new ArrayList<>();
      Set<COSBase> pictures = new HashSet<>();
      for (int page = 1; page <= document.getNumberOfPages(); page++) {
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        pages.add(stripper.getText(document));
        PDPage sheet = document.getPage(page - 1);
        sheets.add(sheet);
        for (var name : sheet.getResources().getXObjectNames()) {
          if (sheet.getResources().isImageXObject(name)) {
            pictures.add(sheet.getResources().getXObject(name).getCOSObject());
          }
        }
      }
      return new Paper(pages, sheets, pictures.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Answer print(Browser browser, String form, String id, String template) {
    return browser.post(
        "/api/forms/" + form + "/records/" + id + "/print?template=" + template, "");
  }

  /** Everything, without the ends of lines. */
  String text() {
    return String.join("", pages).replaceAll("[\\s\u200B]+", "");
  }
}
