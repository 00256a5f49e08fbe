package io.xiaodan.web.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who may see which cell, computed once more and as plainly as can be: from the roles as they were
 * drawn, and from a table of who works where.
 */
final class LeakWorld {

  static final List<String> FIELDS =
      List.of("code", "alpha", "beta", "gamma", "peek", "echo", "papers", "rows");
  private static final Set<String> UNMASKED = Set.of("rows", "papers");
  private static final List<String> SCOPES =
      List.of("all", "mine", "department", "department_and_below", "subordinates", "none");

  /** A person by place: the departments that person's own reach takes in, and who reports. */
  private static final List<Set<Integer>> SAME =
      List.of(Set.of(0), Set.of(1, 2), Set.of(1, 2), Set.of(3));

  private static final List<Set<Integer>> BELOW =
      List.of(Set.of(0, 1, 2), Set.of(1, 2), Set.of(1, 2), Set.of(3));

  private static final List<Set<Integer>> REPORTS =
      List.of(Set.of(0, 1, 2), Set.of(1, 2), Set.of(2), Set.of(3));

  /**
   * A record.
   *
   * @param maker place of who made it
   * @param owner place of who owns it; -1 for nobody
   * @param tokens a text by field that stands nowhere else
   */
  record Cells(String id, int maker, int owner, Map<String, String> tokens) {}

  /**
   * A role as it was drawn.
   *
   * @param scope a word, {@code formula} for a condition, or {@code owner:} and a reach
   * @param fields what is not simply editable
   */
  record Drawn(String key, String scope, Map<String, String> fields) {

    String document(String form, String board) {
      String view =
          scope.equals("formula")
              ? "{\"formula\": \"kind = \\\"a\\\"\"}"
              : scope.startsWith("owner:")
                  ? "{\"reach\": \"" + scope.substring(6) + "\", \"of\": [\"owner\"]}"
                  : "\"" + scope + "\"";
      StringBuilder limited = new StringBuilder();
      fields.forEach((field, access) ->
          limited
              .append(limited.isEmpty() ? "" : ", ")
              .append("\"%s\": \"%s\"".formatted(field, access)));
      return """
      {"kind": "role", "key": "%s", "label": "%s", "dashboards": ["%s"], "forms": {"%s": {"view": %s, "edit": %s,
        "delete": %s, "export": true, "print": true, "fields": {%s}}}}
      """
          .formatted(key, key, board, form, view, view, view, limited);
    }
  }

  private final Random random;

  LeakWorld(long seed) {
    this.random = new Random(seed);
  }

  <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  Drawn draw(String key) {
    String scope =
        switch (random.nextInt(8)) {
          case 0 -> "formula";
          case 1 -> "owner:subordinates";
          case 2 -> "owner:department_and_below";
          default -> any(SCOPES);
        };
    Map<String, String> fields = new TreeMap<>();
    for (String field : FIELDS) {
      switch (random.nextInt(5)) {
        case 0 -> fields.put(field, "hidden");
        case 1 -> fields.put(field, UNMASKED.contains(field) ? "hidden" : "masked");
        case 2 -> fields.put(field, "read");
        default -> {}
      }
    }
    return new Drawn(key, scope, fields);
  }

  static boolean sees(int person, List<Drawn> roles, Cells record) {
    return roles.stream().anyMatch(role -> reaches(person, role.scope(), record));
  }

  static boolean sees(int person, List<Drawn> roles, Cells record, String field) {
    return roles.stream()
        .filter(role -> reaches(person, role.scope(), record))
        .map(role -> role.fields().getOrDefault(field, "edit"))
        .anyMatch(access -> access.equals("edit") || access.equals("read"));
  }

  private static boolean reaches(int person, String scope, Cells record) {
    return switch (scope) {
      case "all" -> true;
      case "none" -> false;
      case "mine" -> record.maker() == person;
      case "formula" -> Objects.equals(record.tokens().get("kind"), "a");
      case "owner:subordinates" -> within(REPORTS, person, record.owner());
      case "owner:department_and_below" -> within(BELOW, person, record.owner());
      case "department" -> within(SAME, person, record.maker());
      case "department_and_below" -> within(BELOW, person, record.maker());
      default -> within(REPORTS, person, record.maker());
    };
  }

  private static boolean within(List<Set<Integer>> reach, int person, int other) {
    return reach.get(person).contains(other);
  }

  /** The cells of a text that this person must not see, in words. */
  static List<String> leaks(
      int person, List<Drawn> roles, List<Cells> records, @Nullable String text) {
    List<String> leaks = new ArrayList<>();
    if (text == null) {
      return leaks;
    }
    for (Cells record : records) {
      record
          .tokens()
          .forEach((field, token) -> {
            if (FIELDS.contains(field)
                && text.contains(token)
                && !sees(person, roles, record, field)) {
              leaks.add(field + " of " + record.id() + ": " + token);
            }
          });
    }
    return leaks;
  }

  /** The cells of a new record, no text of which stands anywhere else. */
  Map<String, String> tokens(int number) {
    Map<String, String> tokens = new LinkedHashMap<>();
    for (String field : FIELDS) {
      tokens.put(field, "zq%dv%s%06d".formatted(number, field, random.nextInt(1_000_000)));
    }
    // What is summed up is a number: its digits stand nowhere else.
    tokens.put("echo", "7%04d%06d".formatted(number, random.nextInt(1_000_000)));
    tokens.put("kind", any(List.of("a", "b")));
    return tokens;
  }
}
