package io.xiaodan.record;

import static io.xiaodan.platform.Workspace.quote;

import io.xiaodan.blueprint.Blueprint;
import io.xiaodan.expression.Path;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.platform.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A formula whose result is kept in one form and which reads a field of another through references.
 *
 * @param target form that is read
 * @param field field of it that is read
 * @param reader form whose records keep the result
 * @param lines line items the first reference stands in; null for the head
 * @param steps the references from the reader to the target, and the form each stands in
 */
record Watch(
    String target, String field, Form reader, @Nullable LineItems lines, List<Step> steps) {

  /** A reference on the way. */
  record Step(Form form, String reference) {}

  /** Every watch of a blueprint. */
  static Set<Watch> all(Blueprint blueprint) {
    Set<Watch> watches = new LinkedHashSet<>();
    for (Form form : blueprint.all(Form.TYPE).values()) {
      for (FormField field : form.fields().values()) {
        collect(watches, blueprint, form, null, field);
      }
      for (LineItems lines : form.lines().values()) {
        for (FormField column : lines.columns().values()) {
          collect(watches, blueprint, form, lines, column);
        }
      }
    }
    return watches;
  }

  private static void collect(
      Set<Watch> into, Blueprint blueprint, Form form, @Nullable LineItems row, FormField field) {
    if (field.filling().formula() == null) {
      return;
    }
    for (Path path : field.filling().formula().dependencies()) {
      List<String> names = path.names();
      LineItems lines = row;
      if (row != null && names.getFirst().equals("parent")) {
        names = names.subList(1, names.size());
        lines = null;
      }
      if (lines == null && !names.isEmpty() && form.lines().containsKey(names.getFirst())) {
        lines = form.lines().get(names.getFirst());
        names = names.subList(1, names.size());
      }
      follow(into, blueprint, form, lines, names);
    }
  }

  private static void follow(
      Set<Watch> into,
      Blueprint blueprint,
      Form reader,
      @Nullable LineItems lines,
      List<String> names) {
    List<Step> steps = new ArrayList<>();
    Form at = reader;
    SequencedMap<String, FormField> fields = lines == null ? reader.fields() : lines.columns();
    for (int i = 0; i + 1 < names.size(); i++) {
      FormField reference = fields.get(names.get(i));
      if (reference == null || !(reference.type() instanceof ReferenceType type)) {
        return;
      }
      steps.add(new Step(at, reference.key()));
      at = blueprint.find(Form.TYPE, type.form()).orElseThrow();
      fields = at.fields();
      if (!names.get(i + 1).equals("id")) {
        into.add(new Watch(at.key(), names.get(i + 1), reader, lines, List.copyOf(steps)));
      }
    }
  }

  /** A sub-select of the ids of readers that reach the record bound to its one mark. */
  String readers(Workspace workspace) {
    String reached = "= ?";
    for (int i = steps.size() - 1; i > 0; i--) {
      Step step = steps.get(i);
      reached =
          "IN (SELECT id FROM %s WHERE %s %s)"
              .formatted(workspace.table(step.form().table()), quote(step.reference()), reached);
    }
    return "SELECT %s FROM %s WHERE %s %s"
        .formatted(
            lines == null ? "id" : "parent",
            workspace.table(lines == null ? reader.table() : lines.table()),
            quote(steps.getFirst().reference()),
            reached);
  }
}
