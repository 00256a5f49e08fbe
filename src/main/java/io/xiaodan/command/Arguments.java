package io.xiaodan.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What stands on the command line.
 *
 * @param command the first word
 * @param words what follows without dashes, in order
 * @param options {@code --name value} or {@code --name=value}
 */
record Arguments(String command, List<String> words, Map<String, String> options) {

  static Arguments parse(List<String> arguments) {
    List<String> words = new ArrayList<>();
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (!argument.startsWith("--")) {
        words.add(argument);
        continue;
      }
      int equals = argument.indexOf('=');
      if (equals > 0) {
        options.put(argument.substring(2, equals), argument.substring(equals + 1));
      } else if (i + 1 < arguments.size()) {
        options.put(argument.substring(2), arguments.get(++i));
      } else {
        throw new CommandRefused("option-without-value", argument);
      }
    }
    String command = words.isEmpty() ? "" : words.removeFirst();
    return new Arguments(command, List.copyOf(words), options);
  }

  /** Refuses options that are neither {@code --data} nor among the given. */
  void allow(Set<String> names) {
    for (String name : options.keySet()) {
      if (!name.equals("data") && !names.contains(name)) {
        throw new CommandRefused("unknown-option", "--" + name);
      }
    }
  }

  Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  Path data() {
    return Path.of(option("data").orElse("data")).toAbsolutePath().normalize();
  }
}
