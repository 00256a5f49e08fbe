package io.xiaodan.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentTypesTests {

  @ParameterizedTest
  @CsvSource({
    "255044462d312e37, a.pdf, application/pdf",
    "89504e470d0a1a0a00, a.txt, image/png",
    "ffd8ffe000104a, x, image/jpeg",
    "524946460000000057454250, a.webp, image/webp",
    "504b030414, 表.xlsx, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "504b030414, a.html, application/zip",
    "d0cf11e0a1b11ae1, a.doc, application/msword",
    "4d5a9000, invoice.pdf, application/x-executable",
    "7f454c4602, photo.png, application/x-executable",
    "00010203, a.png, application/octet-stream",
    "ff, a.txt, application/octet-stream"
  })
  void looksAtTheContentAndNotAtTheName(String hex, String name, String type) {
    assertThat(ContentTypes.of(HexFormat.of().parseHex(hex), name)).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "'订单号,金额', a.csv, text/csv",
    "'plain', a.unknown, text/plain",
    "'{\"a\":1}', a.json, application/json",
    "'<svg xmlns=x onload=alert(1)>', a.png, image/svg+xml",
    "'<?xml version=\"1.0\"?><SVG>', a.png, image/svg+xml",
    "'<!DOCTYPE HTML><p>', a.txt, text/html",
    "'hello <script>alert(1)</script>', a.csv, text/html"
  })
  void findsThePageInWhatClaimsToBeText(String text, String name, String type) {
    assertThat(ContentTypes.of(text.getBytes(StandardCharsets.UTF_8), name)).isEqualTo(type);
  }

  @Test
  void takesTextForTextWhenItsBeginningEndsInTheMiddleOfACharacter() {
    byte[] text = "订单".getBytes(StandardCharsets.UTF_8);
    assertThat(ContentTypes.of(Arrays.copyOf(text, 5), "a")).isEqualTo("text/plain");
  }
}
