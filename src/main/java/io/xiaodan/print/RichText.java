package io.xiaodan.print;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Writes formatted text: paragraphs, headings, lists, tables as lines, and marks within them. */
final class RichText {

  private final Fo fo;

  RichText(Fo fo) {
    this.fo = fo;
  }

  void write(String html) {
    fo.start("block");
    children(Jsoup.parseBodyFragment(html).body());
    fo.end();
  }

  private void children(Element parent) {
    for (Node node : parent.childNodes()) {
      if (node instanceof TextNode text) {
        fo.text(text.text());
      } else if (node instanceof Element element) {
        element(element);
      }
    }
  }

  private void element(Element element) {
    switch (element.tagName()) {
      case "b", "strong" -> inline(element, "font-weight", "bold");
      case "i", "em" -> inline(element, "font-style", "italic");
      case "u" -> inline(element, "text-decoration", "underline");
      case "s", "del" -> inline(element, "text-decoration", "line-through");
      case "sub" -> inline(element, "baseline-shift", "sub");
      case "sup" -> inline(element, "baseline-shift", "super");
      case "br" -> fo.start("block").end();
      case "h1", "h2" -> block(element, "font-weight", "bold", "font-size", "130%");
      case "h3", "h4" -> block(element, "font-weight", "bold", "font-size", "115%");
      case "ul", "ol" -> items(element);
      case "blockquote" -> block(element, "margin-left", "5mm", "color", BlockWriter.NAME);
      case "hr" -> fo.start("block", "border-top", BlockWriter.LINE).end();
      case "td", "th" -> {
        children(element);
        fo.text("  ");
      }
      case "p", "div", "pre", "tr" -> block(element);
      default -> children(element);
    }
  }

  private void inline(Element element, String name, String value) {
    fo.start("inline", name, value);
    children(element);
    fo.end();
  }

  private void block(Element element, String... attributes) {
    fo.start("block", attributes);
    children(element);
    fo.end();
  }

  private void items(Element list) {
    int number = 0;
    for (Element item : list.children()) {
      number++;
      fo.start("block", "margin-left", "6mm", "text-indent", "-4mm");
      fo.text(list.tagName().equals("ol") ? number + ". " : "• ");
      fo.start("inline", "text-indent", "0mm");
      children(item);
      fo.end().end();
    }
  }
}
