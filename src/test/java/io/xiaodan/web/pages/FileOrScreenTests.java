package io.xiaodan.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

class FileOrScreenTests {

  @TempDir private Path folder;

  @BeforeEach
  void pages() throws IOException {
    Files.writeString(folder.resolve("index.html"), "screens");
    Files.writeString(folder.resolve("logo.svg"), "logo");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "nothing",
      value = {
        "logo.svg, logo.svg",
        "forms/orders, index.html",
        "forms/orders/01a2, index.html",
        "setup, index.html",
        "apiary, index.html",
        "missing.js, nothing",
        "assets/gone.css, nothing",
        "api, nothing",
        "api/what, nothing",
        "actuator/env, nothing"
      })
  void findsTheFileOrThePageOfTheScreens(String path, String file) throws IOException {
    Resource found = new FileOrScreen().getResource(path, new FileSystemResource(folder + "/"));
    assertThat(found == null ? null : found.getFilename()).isEqualTo(file);
  }
}
