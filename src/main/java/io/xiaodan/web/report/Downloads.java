package io.xiaodan.web.report;

import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Files that are made for one request. */
final class Downloads {

  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private Downloads() {}

  /**
   * @param ending xlsx, csv or pdf
   */
  static ResponseEntity<byte[]> of(byte[] content, String ending) {
    String type =
        switch (ending) {
          case "csv" -> "text/csv;charset=UTF-8";
          case "pdf" -> MediaType.APPLICATION_PDF_VALUE;
          default -> XLSX;
        };
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(type))
        .cacheControl(CacheControl.noStore())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename("report." + ending).build().toString())
        .body(content);
  }
}
