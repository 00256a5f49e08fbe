package io.xiaodan.form;

import io.xiaodan.expression.Formula;
import io.xiaodan.expression.Path;
import io.xiaodan.kernel.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Orders the filling of a form so that each value finds its sources done; a circle is reported with
 * its members.
 */
final class FillOrder {

  private final Map<String, FormField> fields;
  private final Map<String, LineItems> lines;
  private final BiConsumer<String, Message> error;
  private final Map<String, Set<String>> sources = new LinkedHashMap<>();
  private final Map<String, FillStep> steps = new LinkedHashMap<>();
  private final Set<String> done = new LinkedHashSet<>();
  private final List<String> open = new ArrayList<>();
  private final List<FillStep> ordered = new ArrayList<>();

  private FillOrder(
      Map<String, FormField> fields,
      Map<String, LineItems> lines,
      BiConsumer<String, Message> error) {
    this.fields = fields;
    this.lines = lines;
    this.error = error;
  }

  static List<FillStep> of(
      Map<String, FormField> fields,
      Map<String, LineItems> lines,
      BiConsumer<String, Message> error) {
    FillOrder order = new FillOrder(fields, lines, error);
    order.collect();
    order.steps.keySet().forEach(order::visit);
    return List.copyOf(order.ordered);
  }

  private void collect() {
    fields.forEach((key, field) -> {
      if (field.filling().isAny()) {
        steps.put(key, new FillStep.OfHead(field));
        sources.put(key, sources(field, null));
      }
    });
    lines.forEach((key, items) ->
        items
            .columns()
            .forEach((column, field) -> {
              if (field.filling().isAny()) {
                steps.put(key + "." + column, new FillStep.OfLines(items, field));
                sources.put(key + "." + column, sources(field, items));
              }
            }));
  }

  private Set<String> sources(FormField field, @Nullable LineItems row) {
    Set<String> nodes = new LinkedHashSet<>();
    FieldFilling filling = field.filling();
    for (Formula formula : new @Nullable Formula[] {filling.formula(), filling.initial()}) {
      if (formula != null) {
        formula.dependencies().forEach(path -> nodes.add(node(path, row)));
      }
    }
    if (filling.copy() != null) {
      nodes.add(node(filling.copy(), row));
    }
    if (filling.match() != null) {
      filling.match().parts().forEach(part -> nodes.add(node(part.path(), row)));
    }
    return nodes;
  }

  /** The field a path begins with, as {@code head} or {@code lines.column}. */
  private String node(Path path, @Nullable LineItems row) {
    List<String> names = path.names();
    String first = names.getFirst();
    if (row != null && first.equals("parent")) {
      return node(new Path(names.subList(1, names.size())), null);
    }
    if (row != null) {
      return row.key() + "." + first;
    }
    return lines.containsKey(first) && names.size() > 1 ? first + "." + names.get(1) : first;
  }

  private void visit(String node) {
    FillStep step = steps.get(node);
    if (step == null || done.contains(node)) {
      return;
    }
    if (open.contains(node)) {
      List<String> circle = new ArrayList<>(open.subList(open.indexOf(node), open.size()));
      circle.add(node);
      error.accept(
          "fields." + node, Message.of("form.circle", "circle", String.join(" → ", circle)));
      return;
    }
    open.add(node);
    sources.getOrDefault(node, Set.of()).forEach(this::visit);
    open.removeLast();
    if (done.add(node)) {
      ordered.add(step);
    }
  }
}
