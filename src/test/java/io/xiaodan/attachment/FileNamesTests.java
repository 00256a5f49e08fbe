package io.xiaodan.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTests {

  @ParameterizedTest
  @CsvSource({
    "订单 3月.xlsx, 订单 3月.xlsx",
    "../../etc/passwd, passwd",
    "'C:\\Users\\fang\\a.pdf', a.pdf",
    "' .. ', ''",
    "'/', ''",
    "'a\u202Egnp.exe', agnp.exe",
    "'a\r\nSet-Cookie: x.pdf', aSet-Cookie: x.pdf",
    "'\uD800a.png', a.png",
    "😀.png, 😀.png"
  })
  void keepsTheLastPartWithoutWhatCannotBeSeen(String sent, String kept) {
    assertThat(FileNames.clean(sent)).isEqualTo(kept);
  }

  @Test
  void shortensALongNameAndKeepsItsEnding() {
    String kept = FileNames.clean("😀".repeat(300) + ".xlsx");
    assertThat(kept).hasSizeLessThanOrEqualTo(200).endsWith("😀.xlsx");
  }
}
