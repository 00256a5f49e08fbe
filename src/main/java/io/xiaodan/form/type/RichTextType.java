package io.xiaodan.form.type;

import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Coerced;
import io.xiaodan.form.FieldType;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document.OutputSettings;
import org.jsoup.safety.Safelist;
import tools.jackson.databind.JsonNode;

/**
 * Formatted text as HTML. Only what formats text is kept: scripts, styles, forms, pictures from
 * elsewhere and every other attribute are taken out before it is stored, whoever sends it. Text
 * without any letter in it is empty.
 *
 * @param maximum most characters, marks of HTML included
 */
public record RichTextType(int maximum) implements FieldType {

  private static final Safelist KEPT =
      Safelist.none()
          .addTags("p", "br", "div", "span", "b", "strong", "i", "em", "u", "s", "del", "sub")
          .addTags("sup", "h1", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "pre", "code")
          .addTags("hr", "table", "thead", "tbody", "tr", "th", "td", "a")
          .addAttributes("a", "href")
          .addAttributes("td", "colspan", "rowspan")
          .addAttributes("th", "colspan", "rowspan")
          .addProtocols("a", "href", "http", "https", "mailto", "tel")
          .addEnforcedAttribute("a", "rel", "noopener noreferrer nofollow");

  private static final Pattern MARK = Pattern.compile("<[^>]*>|&nbsp;");

  @Override
  public String name() {
    return "rich_text";
  }

  @Override
  public String column() {
    return "text";
  }

  @Override
  public ValueType valueType() {
    return ValueType.TEXT;
  }

  @Override
  public Coerced coerce(JsonNode json) {
    Coerced text = TextInput.read(json, maximum);
    return text.value() == null ? text : fit(text.value());
  }

  @Override
  public Coerced fit(Object computed) {
    String clean = clean(computed.toString());
    return MARK.matcher(clean).replaceAll("").isBlank()
        ? Coerced.EMPTY
        : TextInput.check(clean, maximum);
  }

  @Override
  public Object fromColumn(Object column) {
    return column;
  }

  @Override
  public String searchText(Object value) {
    return Jsoup.parse(value.toString()).text();
  }

  /** Cleaned once more, for what stood in the column before the field became rich text. */
  @Override
  public Object toJson(Object value) {
    return clean(value.toString());
  }

  private static String clean(String html) {
    return Jsoup.clean(html, "", KEPT, new OutputSettings().prettyPrint(false));
  }

  @Override
  public boolean isSearchable() {
    return true;
  }
}
