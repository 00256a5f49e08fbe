package io.xiaodan.attachment;

import java.util.regex.Pattern;

/** Makes of what a sender calls a file a name that is safe to show and to save under. */
final class FileNames {

  private static final int LONGEST = 200;
  private static final int LONGEST_ENDING = 20;

  /** Control characters, halves of characters, and marks that turn the reading direction. */
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}\\p{Cs}\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

  private FileNames() {}

  /** The last part of the name, without what cannot be seen; empty when nothing is left. */
  static String clean(String sent) {
    String name = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
    name = UNSEEN.matcher(name).replaceAll("").strip();
    if (name.equals(".") || name.equals("..")) {
      return "";
    }
    if (name.length() <= LONGEST) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    String ending = dot > name.length() - LONGEST_ENDING ? name.substring(dot) : "";
    int end = LONGEST - ending.length();
    if (Character.isHighSurrogate(name.charAt(end - 1))) {
      end--;
    }
    return name.substring(0, end) + ending;
  }
}
