package io.xiaodan.notification;

import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Violation;
import io.xiaodan.notification.ConnectionKind.Setting;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at a connection that is to be kept; everything that is wrong with it is told at once. */
final class ConnectionReview {

  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,28}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final int LONGEST_LABEL = 100;
  private static final int LONGEST_SETTING = 500;
  private static final int LONGEST_URL = 2_000;
  private static final int MOST_PER_MINUTE = 10_000;
  private static final int LAST_PORT = 65_535;

  private final OutboundHttp http;
  private final List<Violation> violations = new ArrayList<>();

  ConnectionReview(OutboundHttp http) {
    this.http = http;
  }

  List<Violation> violations() {
    return violations;
  }

  void key(String key, ConnectionKind kind) {
    String only = kind.only();
    if (!KEY.matcher(key).matches() || only != null && !only.equals(key)) {
      violations.add(Violation.at("key", Message.of("connection_key")));
    }
  }

  void label(String label) {
    if (label.isBlank() || label.length() > LONGEST_LABEL) {
      violations.add(Violation.at("label", Message.of("connection_label", "most", LONGEST_LABEL)));
    }
  }

  void perMinute(@Nullable Integer perMinute) {
    if (perMinute != null && (perMinute < 1 || perMinute > MOST_PER_MINUTE)) {
      violations.add(
          Violation.at("perMinute", Message.of("connection_per_minute", "most", MOST_PER_MINUTE)));
    }
  }

  /** The address to keep: a new one, the one before, or null. */
  @Nullable URI url(@Nullable String text, @Nullable URI before, ConnectionKind kind) {
    if (kind.url() == ConnectionKind.Url.NONE) {
      return null;
    }
    if (text == null || text.isBlank()) {
      if (before == null && kind.url() == ConnectionKind.Url.REQUIRED) {
        violations.add(Violation.at("url", Message.of("connection_url")));
      }
      return before;
    }
    Optional<Message> wrong = http.refusal(text.strip());
    if (wrong.isPresent() || text.length() > LONGEST_URL) {
      violations.add(Violation.at("url", wrong.orElse(Message.of("connection_url"))));
      return null;
    }
    return URI.create(text.strip());
  }

  /** The settings of the kind that are not blank. */
  Map<String, String> settings(ConnectionKind kind, Map<String, String> wished) {
    Map<String, String> kept = new LinkedHashMap<>();
    for (Setting setting : kind.settings()) {
      String value = wished.getOrDefault(setting.name(), "").strip();
      if (value.isEmpty() && setting.isRequired()) {
        wrong(setting, "connection_setting_missing");
      } else if (!value.isEmpty() && !fits(setting, value)) {
        wrong(setting, "connection_setting_wrong");
      } else if (!value.isEmpty()) {
        kept.put(setting.name(), value);
      }
    }
    return kept;
  }

  private static boolean fits(Setting setting, String value) {
    return switch (setting.name()) {
      case "port" -> NUMBER.matcher(value).matches() && isPort(Integer.parseInt(value));
      case "supplier" -> SmsProviders.NAMES.contains(value);
      default ->
          value.length() <= LONGEST_SETTING
              && value.chars().noneMatch(Character::isISOControl)
              && (!setting.isNumber() || NUMBER.matcher(value).matches())
              && (setting.options().isEmpty() || setting.options().contains(value));
    };
  }

  private static boolean isPort(int number) {
    return number > 0 && number <= LAST_PORT;
  }

  private void wrong(Setting setting, String code) {
    violations.add(Violation.at("settings." + setting.name(), Message.of(code)));
  }
}
