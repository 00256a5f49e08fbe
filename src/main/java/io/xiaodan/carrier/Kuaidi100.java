package io.xiaodan.carrier;

import io.xiaodan.notification.ConnectionKind;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
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
 * 快递100, its real-time query as documented at api.kuaidi100.com (实时快递查询接口): a form of {@code
 * customer}, {@code param} and {@code sign}, the latter being MD5 of param + key + customer in
 * upper-case hexadecimal digits. The same number may be asked for every half hour at most.
 */
@Component
final class Kuaidi100 implements CarrierService {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  private static final int DETAILED = 100;

  private final JsonMapper json;

  Kuaidi100(JsonMapper json) {
    this.json = json;
  }

  @Override
  public ConnectionKind kind() {
    return ConnectionKind.KUAIDI100;
  }

  @Override
  public Map<String, String> question(ParcelNumber parcel, String code, String secret) {
    int colon = secret.indexOf(':');
    String customer = colon < 0 ? "" : secret.substring(0, colon);
    String key = secret.substring(colon + 1);
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("com", code);
    asked.put("num", parcel.number());
    if (parcel.phone() != null) {
      asked.put("phone", parcel.phone().replaceAll("\\D", ""));
    }
    asked.put("resultv2", "1");
    asked.put("order", "desc");
    String param = json.writeValueAsString(asked);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("customer", customer);
    fields.put("sign", sign(param, key, customer));
    fields.put("param", param);
    return fields;
  }

  static String sign(String param, String key, String customer) {
    return DigestUtils.md5DigestAsHex((param + key + customer).getBytes(StandardCharsets.UTF_8))
        .toUpperCase(Locale.ROOT);
  }

  @Override
  public Told read(String body) {
    JsonNode said;
    try {
      said = json.readTree(body);
    } catch (JacksonException e) {
      return Told.refused(body);
    }
    if (!said.path("status").asString("").equals("200") || !said.path("data").isArray()) {
      return Told.refused(
          said.path("returnCode").asString("") + " " + said.path("message").asString(""));
    }
    List<ParcelEvent> events = new ArrayList<>();
    for (JsonNode one : said.path("data")) {
      try {
        LocalDateTime at =
            LocalDateTime.parse(one.path("ftime").asString(one.path("time").asString("")), TIME);
        events.add(
            new ParcelEvent(at.atZone(CHINA).toInstant(), one.path("context").asString("")));
      } catch (DateTimeParseException e) {
        return Told.refused("ftime: " + one.path("ftime").asString(""));
      }
    }
    events.sort(Comparator.comparing(ParcelEvent::at).reversed());
    return new Told(state(said.path("state").asString("")), events, null);
  }

  /** The basic states are one or two digits; detailed ones begin with the digit of their basic one. */
  private static ParcelState state(String code) {
    int number;
    try {
      number = Integer.parseInt(code.strip());
    } catch (NumberFormatException e) {
      return ParcelState.UNKNOWN;
    }
    return switch (number >= DETAILED ? Integer.parseInt(code.strip().substring(0, 1)) : number) {
      case 1 -> ParcelState.ACCEPTED;
      case 0, 7, 8, 10, 11, 12 -> ParcelState.IN_TRANSIT; // 7 转单, 8 清关, 10 to 12 its steps
      case 5 -> ParcelState.DELIVERING;
      case 3 -> ParcelState.SIGNED;
      case 4, 6 -> ParcelState.RETURNED; // 4 退签, 6 退回
      case 2, 13, 14 -> ParcelState.PROBLEM; // 2 疑难, 13 清关异常, 14 拒签
      default -> ParcelState.UNKNOWN;
    };
  }
}
