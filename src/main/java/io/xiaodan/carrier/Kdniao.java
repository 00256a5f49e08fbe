package io.xiaodan.carrier;

import io.xiaodan.notification.ConnectionKind;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * 快递鸟, its immediate query 1002 as documented at www.kdniao.com (即时查询接口): {@code DataSign} is the
 * base64 of the hexadecimal MD5 of RequestData + ApiKey.
 */
@Component
final class Kdniao implements CarrierService {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

  private final JsonMapper json;

  Kdniao(JsonMapper json) {
    this.json = json;
  }

  @Override
  public ConnectionKind kind() {
    return ConnectionKind.KDNIAO;
  }

  @Override
  public Map<String, String> question(ParcelNumber parcel, String code, String secret) {
    int colon = secret.indexOf(':');
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("ShipperCode", code);
    asked.put("LogisticCode", parcel.number());
    if (!parcel.phoneEnd().isEmpty()) {
      asked.put("CustomerName", parcel.phoneEnd());
    }
    String data = json.writeValueAsString(asked);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("RequestData", data);
    fields.put("EBusinessID", colon < 0 ? "" : secret.substring(0, colon));
    fields.put("RequestType", "1002");
    fields.put("DataSign", sign(data, secret.substring(colon + 1)));
    fields.put("DataType", "2");
    return fields;
  }

  static String sign(String data, String key) {
    String digest = DigestUtils.md5DigestAsHex((data + key).getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(digest.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public Told read(String body) {
    JsonNode said;
    try {
      said = json.readTree(body);
    } catch (JacksonException e) {
      return Told.refused(body);
    }
    if (!said.path("Success").asBoolean(false)) {
      return Told.refused(said.path("Reason").asString(""));
    }
    List<ParcelEvent> events = new ArrayList<>();
    for (JsonNode one : said.path("Traces")) {
      String time = one.path("AcceptTime").asString("").replace('/', '-');
      try {
        events.add(
            new ParcelEvent(
                LocalDateTime.parse(time, TIME).atZone(CHINA).toInstant(),
                one.path("AcceptStation").asString("")));
      } catch (DateTimeParseException e) {
        return Told.refused("AcceptTime: " + time);
      }
    }
    events.sort(Comparator.comparing(ParcelEvent::at).reversed());
    return new Told(state(said), events, null);
  }

  /** The detailed state, where it is told, knows what is being delivered and what came back. */
  private static ParcelState state(JsonNode said) {
    String detailed = said.path("StateEx").asString("");
    if (detailed.equals("202") || detailed.equals("211")) {
      return ParcelState.DELIVERING;
    }
    if (detailed.equals("404") || detailed.equals("405")) {
      return ParcelState.RETURNED;
    }
    return switch (said.path("State").asString("")) {
      case "1" -> ParcelState.ACCEPTED;
      case "2", "5", "6" -> ParcelState.IN_TRANSIT;
      case "3" -> ParcelState.SIGNED;
      case "4" -> ParcelState.PROBLEM;
      default -> ParcelState.UNKNOWN;
    };
  }
}
