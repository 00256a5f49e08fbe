package io.xiaodan.notification;

import java.util.regex.Pattern;

/** The page of an e-mail: its text with addresses to follow, and its pictures under it. */
final class MailPage {

  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"]+");

  private MailPage() {}

  static String of(OutgoingMessage.Email mail) {
    String text =
        ADDRESS
            .matcher(escaped(mail.body()))
            .replaceAll("<a href=\"$0\">$0</a>")
            .replace("\n", "<br>\n");
    StringBuilder page = new StringBuilder("<!DOCTYPE html><html><body>\n<p>");
    page.append(text).append("</p>\n");
    for (int i = 0; i < mail.pictures().size(); i++) {
      page.append("<p><img src=\"cid:")
          .append(name(i))
          .append("\" alt=\"")
          .append(escaped(mail.pictures().get(i).name()))
          .append("\" style=\"max-width:100%;border:1px solid #e3e6ea\"></p>\n");
    }
    return page.append("</body></html>\n").toString();
  }

  /** By what the page knows its picture. */
  static String name(int picture) {
    return "picture-" + picture;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
