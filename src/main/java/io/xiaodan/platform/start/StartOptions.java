package io.xiaodan.platform.start;

import java.util.ArrayList;
import java.util.List;

/**
 * The options a person gives on the command line, turned into settings: {@code --data DIR}, {@code
 * --port N}, {@code --database-url URL}, {@code --demo}; each value may also stand behind an equals
 * sign. What begins with {@code --xiaodan.}, {@code --server.}, {@code --spring.}, {@code
 * --logging.} or {@code --management.} is passed on as it is.
 */
final class StartOptions {

  private static final List<String> PASSED_ON =
      List.of("--xiaodan.", "--server.", "--spring.", "--logging.", "--management.");

  private StartOptions() {}

  /**
   * The settings as Spring takes them.
   *
   * @throws StartRefused at the first option that is unknown or has no or an impossible value
   */
  static List<String> settings(List<String> arguments) {
    List<String> settings = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (PASSED_ON.stream().anyMatch(argument::startsWith)) {
        settings.add(argument);
        continue;
      }
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (name.equals("--demo") && equals < 0) {
        settings.add("--xiaodan.demo=true");
        continue;
      }
      String setting = setting(name);
      String value =
          equals >= 0
              ? argument.substring(equals + 1)
              : i + 1 < arguments.size() ? arguments.get(++i) : "";
      check(name, value);
      settings.add(setting + "=" + value);
    }
    return settings;
  }

  private static String setting(String name) {
    return switch (name) {
      case "--data" -> "--xiaodan.data";
      case "--port" -> "--server.port";
      case "--database-url" -> "--xiaodan.database-url";
      default -> throw new StartRefused("unknown-option", name);
    };
  }

  private static void check(String name, String value) {
    if (value.isBlank() || value.startsWith("--")) {
      throw new StartRefused("option-without-value", name);
    }
    if (name.equals("--port") && !value.matches("\\d{1,5}")
        || name.equals("--port") && Integer.parseInt(value) > 65_535) {
      throw new StartRefused("port", value);
    }
  }
}
