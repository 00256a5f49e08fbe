package io.xiaodan.blueprint;

import java.util.regex.Pattern;

/**
 * The name of an artifact in its workspace.
 *
 * @param kind form, flow, rule, dashboard or role
 * @param key lower-case letters, digits and underscores, a letter first, at most 29 characters
 */
public record ArtifactId(String kind, String key) {

  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,28}");

  /** Whether a text can be the key of an artifact or of a field. */
  public static boolean isKey(String text) {
    return KEY.matcher(text).matches();
  }

  @Override
  public String toString() {
    return kind + "/" + key;
  }
}
