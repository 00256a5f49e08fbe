package io.xiaodan.web.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.Sessions;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.ServerTest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class AttachmentTests {

  private static final String PATH = "/api/attachments";

  @LocalServerPort private int port;
  @Autowired private Sessions sessions;

  private Browser browser;

  @BeforeEach
  void somebody() {
    browser = new Browser(port).bearer(sessions.openToken("builder").token());
  }

  @Test
  void givesBackExactlyWhatWasUploaded() {
    byte[] content = HexFormat.of().parseHex("255044462d312e370a00ff0d0a");
    Answer uploaded = browser.upload(PATH, "合同 2026.pdf", content);
    assertThat(uploaded.status()).isEqualTo(201);
    assertThat(uploaded.json().at("/name").asString()).isEqualTo("合同 2026.pdf");
    assertThat(uploaded.json().at("/size").asInt()).isEqualTo(content.length);
    assertThat(uploaded.json().at("/type").asString()).isEqualTo("application/pdf");

    Answer downloaded = download(uploaded);
    assertThat(downloaded.response().body()).isEqualTo(content);
    assertThat(downloaded.header("Content-Type")).isEqualTo("application/pdf");
    assertThat(downloaded.header("Content-Disposition"))
        .startsWith("attachment;")
        .contains("filename*=UTF-8''%E5%90%88%E5%90%8C%202026.pdf");
  }

  @Test
  void handsOutAPageSoThatNothingInItRuns() {
    byte[] page = "<svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8);
    Answer downloaded = download(browser.upload(PATH, "photo.png", page));
    assertThat(downloaded.header("Content-Type")).isEqualTo("image/svg+xml");
    assertThat(downloaded.header("Content-Disposition")).startsWith("attachment;");
    assertThat(downloaded.header("Content-Security-Policy")).contains("sandbox");
    assertThat(downloaded.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void refusesWhatIsNoFileOrAProgram() {
    assertRefused(browser.upload(PATH, "empty.txt", new byte[0]), "file_empty");
    assertRefused(browser.upload(PATH, "../", new byte[] {'a'}), "file_nameless");
    byte[] program = HexFormat.of().parseHex("4d5a90000300");
    assertRefused(browser.upload(PATH, "invoice.pdf", program), "file_program");
  }

  @Test
  void givesNothingToStrangers() {
    Answer uploaded = browser.upload(PATH, "a.txt", new byte[] {'a'});
    String path = PATH + "/" + uploaded.json().at("/id").asString();
    assertThat(new Browser(port).get(path).status()).isEqualTo(401);
    assertThat(browser.get(PATH + "/00000000-0000-4000-8000-000000000000").status()).isEqualTo(404);
  }

  private Answer download(Answer uploaded) {
    return browser.get(PATH + "/" + uploaded.json().at("/id").asString());
  }

  private static void assertRefused(Answer answer, String code) {
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/violations/0/code").asString()).isEqualTo(code);
  }
}
