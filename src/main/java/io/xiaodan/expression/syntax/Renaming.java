package io.xiaodan.expression.syntax;

import io.xiaodan.expression.Path;
import java.util.ArrayList;
import java.util.List;

/** Replaces a field's key in a formula's text and leaves everything else as it was written. */
public final class Renaming {

  private Renaming() {}

  public static String rename(String text, Path from, String to) {
    List<Span> places = new ArrayList<>();
    Parser.parse(text, new ArrayList<>()).ifPresent(tree -> collect(tree, from, places));
    var result = new StringBuilder(text);
    for (Span place : places.reversed()) {
      result.replace(place.from(), place.to(), to);
    }
    return result.toString();
  }

  /** Places come in the order of the text, because operands are visited from left to right. */
  private static void collect(Syntax tree, Path from, List<Span> places) {
    switch (tree) {
      case Syntax.Literal literal -> {}
      case Syntax.Field field -> {
        var path = new Path(field.names().stream().map(Syntax.Name::text).toList());
        if (path.startsWith(from)) {
          places.add(field.names().get(from.names().size() - 1).span());
        }
      }
      case Syntax.Call call ->
          call.arguments().forEach(argument -> collect(argument, from, places));
    }
  }
}
