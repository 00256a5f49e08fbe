package io.xiaodan.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.xiaodan.identity.Actor;
import io.xiaodan.notification.ConnectionKind;
import io.xiaodan.notification.Connections;
import io.xiaodan.notification.LocalCalls;
import io.xiaodan.platform.Secrets;
import io.xiaodan.platform.Workspace;
import io.xiaodan.support.ServerTest;
import io.xiaodan.support.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Questions to services that know parcels, answered by receivers that verify the signature as each
 * service documents it, independently of the code that makes it.
 */
@ServerTest
class ParcelTests {

  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  @Autowired private JdbcClient database;
  @Autowired private Secrets secrets;
  @Autowired private JsonMapper json;
  @Autowired private Workspace workspace;
  @Autowired private TransactionTemplate transactions;
  @Autowired private ParcelStore store;
  @Autowired private Carriers carriers;
  @Autowired private List<CarrierService> services;

  private final SettableClock clock = new SettableClock(NOW);
  private final List<Map<String, String>> received = new CopyOnWriteArrayList<>();
  private final List<ParcelMoved> moved = new ArrayList<>();
  private HttpServer server;
  private LocalCalls local;
  private ParcelAsking asking;
  private String state = "0";
  private boolean broken;

  @BeforeEach
  void otherSystems() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/poll/query.do", this::kuaidi100);
    server.createContext("/Ebusiness", this::kdniao);
    server.start();
    local = new LocalCalls(database, secrets, json, clock, workspace);
    connect("parcels100", ConnectionKind.KUAIDI100, "/poll/query.do", "CUSTOMER1:KEY1");
    connect("parcelsbird", ConnectionKind.KDNIAO, "/Ebusiness", "1234567:BIRD");
    asking =
        new ParcelAsking(
            store,
            carriers,
            local.calls(),
            services,
            transactions,
            event -> moved.add((ParcelMoved) event),
            clock);
  }

  @AfterEach
  void noMore() throws IOException {
    server.stop(0);
    local.close();
    database.sql("delete from w_main.parcel").update();
  }

  private void connect(String key, ConnectionKind kind, String path, String secret) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + path;
    local.connections().save(key, new Connections.Wish(kind, key, url, secret), Actor.SYSTEM);
  }

  /** Answers only what is signed with MD5(param + key + customer), in upper case. */
  private void kuaidi100(HttpExchange exchange) throws IOException {
    Map<String, String> fields = fields(exchange);
    String sign =
        md5(fields.get("param") + "KEY1" + fields.get("customer")).toUpperCase(Locale.ROOT);
    if (broken) {
      reply(exchange, 502, "bad gateway");
    } else if (!"CUSTOMER1".equals(fields.get("customer")) || !sign.equals(fields.get("sign"))) {
      reply(exchange, 200, "{\"result\":false,\"returnCode\":\"503\",\"message\":\"验证签名失败\"}");
    } else {
      JsonNode param = json.readTree(fields.get("param"));
      reply(
          exchange,
          200,
          """
          {"message":"ok","nu":"%s","ischeck":"0","com":"%s","status":"200","condition":"00","state":"%s","data":[
            {"time":"2026-02-28 16:33:19","ftime":"2026-02-28 16:33:19","context":"【东莞市】快件已发往 深圳转运中心","status":"在途"},
            {"time":"2026-02-28 12:00:00","ftime":"2026-02-28 12:00:00","context":"【东莞市】已揽收","status":"揽收"}]}
          """
              .formatted(param.path("num").asString(), param.path("com").asString(), state));
    }
  }

  /** Answers only what is signed with base64(md5 in hexadecimal of data + key). */
  private void kdniao(HttpExchange exchange) throws IOException {
    Map<String, String> fields = fields(exchange);
    String sign =
        Base64.getEncoder()
            .encodeToString(
                md5(fields.get("RequestData") + "BIRD").getBytes(StandardCharsets.UTF_8));
    boolean right = sign.equals(fields.get("DataSign")) && "1002".equals(fields.get("RequestType"));
    reply(
        exchange,
        200,
        right
            ? """
            {"EBusinessID":"1234567","Success":true,"State":"%s","Traces":[
              {"AcceptTime":"2026/02/28 08:05:37","AcceptStation":"深圳集散中心已发出","Remark":null},
              {"AcceptTime":"2026/02/27 20:00:00","AcceptStation":"已揽收","Remark":null}]}
            """
                .formatted(state)
            : "{\"Success\":false,\"Reason\":\"签名错误\"}");
  }

  private Map<String, String> fields(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : body.split("&")) {
      String[] parts = pair.split("=", 2);
      fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    received.add(fields);
    return fields;
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static String md5(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private Parcel ask(String carrier, String number, String connection) {
    store.want(new ParcelNumber(carrier, number, "13800138000"), connection, clock.instant());
    asking.ask(carrier, number);
    return store.find(carrier, number).orElseThrow().parcel();
  }

  @Test
  void asksAServiceAsItsMakerDocumentsIt() {
    Parcel parcel = ask("sf", "SF1234567890", "parcels100");
    assertThat(parcel.problem()).isNull();
    assertThat(parcel.state()).isEqualTo(ParcelState.IN_TRANSIT);
    assertThat(parcel.events())
        .extracting(ParcelEvent::at)
        .containsExactly(
            Instant.parse("2026-02-28T08:33:19Z"), Instant.parse("2026-02-28T04:00:00Z"));
    JsonNode asked = json.readTree(received.getFirst().get("param"));
    assertThat(asked.path("com").asString()).isEqualTo("shunfeng");
    assertThat(asked.path("phone").asString()).isEqualTo("13800138000");
    assertThat(moved).containsExactly(new ParcelMoved(parcel.number(), ParcelState.IN_TRANSIT));
  }

  @Test
  void asksAnotherServiceInItsOwnWords() {
    state = "3";
    Parcel parcel = ask("yto", "YT998877665544", "parcelsbird");
    assertThat(parcel.state()).isEqualTo(ParcelState.SIGNED);
    assertThat(parcel.events().getFirst().text()).isEqualTo("深圳集散中心已发出");
    JsonNode asked = json.readTree(received.getFirst().get("RequestData"));
    assertThat(asked.path("ShipperCode").asString()).isEqualTo("YTO");
    assertThat(asked.path("CustomerName").asString()).isEqualTo("8000");
  }

  @ParameterizedTest
  @CsvSource({
    "1, ACCEPTED",
    "0, IN_TRANSIT",
    "7, IN_TRANSIT",
    "5, DELIVERING",
    "501, DELIVERING",
    "3, SIGNED",
    "301, SIGNED",
    "6, RETURNED",
    "4, RETURNED",
    "2, PROBLEM",
    "14, PROBLEM",
    "203, PROBLEM",
    "1002, ACCEPTED",
    "?, UNKNOWN"
  })
  void readsTheStatesOfAParcel(String code, ParcelState expected) {
    state = code;
    assertThat(ask("zto", "ZT10000000" + code.length(), "parcels100").state()).isEqualTo(expected);
  }

  @Test
  void doesNotAskAgainForHalfAnHour() {
    ask("sto", "ST1111111111", "parcels100");
    clock.advance(Duration.ofMinutes(29));
    ask("sto", "ST1111111111", "parcels100");
    assertThat(received).hasSize(1);
    clock.advance(Duration.ofMinutes(2));
    state = "3";
    assertThat(ask("sto", "ST1111111111", "parcels100").state()).isEqualTo(ParcelState.SIGNED);
    assertThat(received).hasSize(2);
    assertThat(moved).hasSize(2);
  }

  @Test
  void keepsWhatIsKnownWhenAServiceFailsAndWaitsLongerEachTime() {
    ask("ems", "EM1111111111", "parcels100");
    broken = true;
    clock.advance(Duration.ofMinutes(31));
    Parcel parcel = ask("ems", "EM1111111111", "parcels100");
    assertThat(parcel.problem()).startsWith("502");
    assertThat(parcel.state()).isEqualTo(ParcelState.IN_TRANSIT);
    assertThat(parcel.events()).hasSize(2);
    clock.advance(Duration.ofMinutes(31));
    ask("ems", "EM1111111111", "parcels100");
    assertThat(store.find("ems", "EM1111111111").orElseThrow().nextAt())
        .isEqualTo(clock.instant().plus(Duration.ofMinutes(60)));
  }

  @Test
  void saysSoWhenTheSecretIsWrong() {
    connect("parcels100", ConnectionKind.KUAIDI100, "/poll/query.do", "CUSTOMER1:WRONG");
    assertThat(ask("jd", "JD1111111111", "parcels100").problem()).contains("503", "验证签名失败");
  }
}
