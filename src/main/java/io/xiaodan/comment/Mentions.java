package io.xiaodan.comment;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** People named in a text as {@code @[id]}. */
public final class Mentions {

  private static final Pattern MENTION =
      Pattern.compile("@\\[([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})]");

  private Mentions() {}

  /** Who is named, in order, each once. */
  public static Set<UUID> in(String text) {
    Set<UUID> people = new LinkedHashSet<>();
    MENTION.matcher(text).results().forEach(found -> people.add(UUID.fromString(found.group(1))));
    return people;
  }

  /** The text with the names of people instead of their ids. */
  static String spoken(String text, Function<UUID, String> name) {
    return MENTION
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement("@" + name.apply(UUID.fromString(found.group(1)))));
  }
}
