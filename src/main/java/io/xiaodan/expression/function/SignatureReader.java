package io.xiaodan.expression.function;

import io.xiaodan.expression.function.Parameter.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the text of a signature; a mistake in it is a programmer's and stops the start. */
final class SignatureReader {

  private static final Pattern PARAMETER =
      Pattern.compile("(\\w+): ('?\\w+)(\\*|\\[])?(?: = (\\w+))?");

  private final String text;

  SignatureReader(String text) {
    this.text = text;
  }

  Signature read() {
    int arrow = text.indexOf("-> ");
    String rest = text.substring(0, arrow).strip();
    List<Parameter> before = new ArrayList<>();
    List<Parameter> group = new ArrayList<>();
    List<Parameter> optional = new ArrayList<>();
    List<Parameter> target = before;
    Matcher matcher = PARAMETER.matcher(rest);
    int end = 0;
    while (matcher.find()) {
      String gap = rest.substring(end, matcher.start());
      if (gap.contains("...")) {
        target = before;
      }
      if (gap.contains("(")) {
        target = group;
      }
      if (gap.contains("[")) {
        target = optional;
      }
      target.add(parameter(matcher));
      end = matcher.end();
    }
    return new Signature(
        text,
        List.copyOf(before),
        List.copyOf(group),
        List.copyOf(optional),
        Accepts.of(text.substring(arrow + 3).strip()));
  }

  private static Parameter parameter(Matcher matcher) {
    String type = matcher.group(2);
    ConstantKind constant = type.startsWith("'") ? ConstantKind.of(type.substring(1)) : null;
    return new Parameter(
        matcher.group(1),
        constant == null ? Accepts.of(type) : Accepts.TEXT,
        shape(matcher.group(3)),
        constant,
        matcher.group(4));
  }

  private static Shape shape(@Nullable String suffix) {
    if (suffix == null) {
      return Shape.ONE;
    }
    return suffix.equals("*") ? Shape.VALUES : Shape.WHOLE_LIST;
  }
}
