package io.xiaodan.web.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.identity.Sessions;
import io.xiaodan.platform.ControlKey;
import io.xiaodan.support.Browser;
import io.xiaodan.support.Browser.Answer;
import io.xiaodan.support.ServerTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Imports as a page and a command ask for them. */
@ServerTest
class ImportHttpTests {

  private static final String FILE =
      """
      InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
      HTTP1,HP1,THING,2,2026-01-05 10:00:00,5,9001,France
      HTTP2,HP1,THING,two,2026-01-05 10:00:00,5,9001,France
      """;

  @LocalServerPort private int port;
  @Autowired private Sessions sessions;
  @Autowired private ControlKey key;

  private Browser as(String role) {
    return new Browser(port).bearer(sessions.openToken(role).token());
  }

  private static Answer start(Browser browser, String file, String mapping) {
    String body =
        """
        --limit\r
        Content-Disposition: form-data; name="mapping"\r
        \r
        %s\r
        --limit\r
        Content-Disposition: form-data; name="file"; filename="订单.csv"\r
        \r
        %s\r
        --limit--\r
        """
            .formatted(mapping, file);
    return browser.send(
        "POST",
        "/api/imports",
        "multipart/form-data; boundary=limit",
        BodyPublishers.ofString(body));
  }

  @Test
  void isStartedFollowedAndItsRefusedLinesAreDownloaded() throws Exception {
    Browser browser = as("builder");
    assertThat(browser.get("/api/imports/mappings").text()).contains("online_retail");
    Answer started = start(browser, FILE, "online_retail");
    assertThat(started.status()).as(started.text()).isEqualTo(201);
    String path = "/api/imports/" + started.json().path("id").asString();
    Answer now = browser.get(path);
    for (int i = 0; i < 500 && now.json().path("finishedAt").isNull(); i++) {
      new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
      now = browser.get(path);
    }
    assertThat(now.json().path("state").asString()).as(now.text()).isEqualTo("done");
    assertThat(now.json().at("/report/balanced").asBoolean()).isTrue();
    assertThat(now.json().path("done").asLong()).isEqualTo(now.json().path("total").asLong());
    Answer refused = browser.get(path + "/refused.csv");
    assertThat(refused.header("Content-Disposition"))
        .startsWith("attachment;")
        .contains("-refused.csv");
    assertThat(refused.text()).contains("HTTP2,HP1,THING,two").doesNotContain("HTTP1");
    assertThat(browser.get("/api/imports").text()).contains(path.substring(13));
    assertThat(as("sales").get(path).status()).isEqualTo(404);
  }

  @Test
  void isRefusedToThoseWhoMayNotAndWithoutAFile() {
    assertThat(start(as("sales"), FILE, "online_retail").status()).isEqualTo(403);
    assertThat(as("sales").get("/api/imports/mappings").json().path("items")).isEmpty();
    assertThat(start(as("builder"), FILE, "no_such").json().at("/violations/0/code").asString())
        .isEqualTo("exchange.mapping_unknown");
    assertThat(new Browser(port).get("/api/imports").status()).isEqualTo(401);
  }

  @Test
  void answersACommandThatKnowsTheControlKeyLineByLine() {
    String path = "/api/control/imports?mapping=online-retail&file=a.csv";
    String type = "application/octet-stream";
    Answer without = new Browser(port).send("POST", path, type, BodyPublishers.ofString(FILE));
    assertThat(without.status()).isEqualTo(403);
    Answer with =
        new Browser(port)
            .with(ControlKey.HEADER, key.value())
            .send("POST", path, type, BodyPublishers.ofString(FILE.replace("HTTP", "COMMAND")));
    assertThat(with.status()).isEqualTo(200);
    assertThat(with.text()).contains("done").contains("\"balanced\" : true");
  }
}
