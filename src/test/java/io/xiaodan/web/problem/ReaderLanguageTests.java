package io.xiaodan.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.kernel.Language;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReaderLanguageTests {

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      delimiter = '|',
      value = {
        "none | ZH",
        "'' | ZH",
        "zh-CN | ZH",
        "EN-us | EN",
        "fr | ZH",
        "fr, en;q=0.5 | EN",
        "en;q=0.3, zh;q=0.8 | ZH",
        "en-US,en;q=0.9,zh-CN;q=0.8 | EN",
        "en;q=0 | ZH",
        "en;q=x, zh | ZH",
        "en;q=x | ZH",
        ";;;,,,q= | ZH"
      })
  void prefersWhatTheReaderPrefers(String accepted, Language language) {
    assertThat(ReaderLanguage.of(accepted)).isEqualTo(language);
  }
}
