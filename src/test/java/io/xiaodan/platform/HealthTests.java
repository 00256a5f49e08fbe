package io.xiaodan.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaodan.support.ServerTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class HealthTests {

  @LocalServerPort private int port;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void healthIsUpForAnybodyAndTellsNothingElse() throws Exception {
    HttpResponse<String> answer =
        http.send(request("/actuator/health").build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
  }

  @Test
  void refusesABodyAnnouncedAsTooLarge() throws Exception {
    byte[] body = new byte[13 << 20];
    HttpResponse<String> answer =
        http.send(
            request("/api/forms/orders/records")
                .POST(BodyPublishers.ofByteArray(body))
                .header("Accept-Language", "en")
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(answer.body()).contains("12 MB", "\"code\":\"too_large\"");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
  }
}
