package io.xiaodan.demo;

import java.time.Instant;
import java.util.Map;

/**
 * A record to be made.
 *
 * @param key its name within the demonstration data, such as {@code customer/12}
 * @param by login of who makes it
 * @param at when it comes to be
 * @param values by field; a {@link Ref} is another record or a person, a list of maps line items
 * @param live whether flows and rules see it
 */
record Planned(
    String key, String form, String by, Instant at, Map<String, Object> values, boolean live) {

  /** Another planned record or a person, by key. */
  record Ref(String key) {}
}
