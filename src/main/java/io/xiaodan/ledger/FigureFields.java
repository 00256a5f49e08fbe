package io.xiaodan.ledger;

import io.xiaodan.blueprint.ArtifactId;
import io.xiaodan.blueprint.Compilation;
import io.xiaodan.form.FieldType;
import io.xiaodan.form.Form;
import io.xiaodan.form.FormField;
import io.xiaodan.form.LineItems;
import io.xiaodan.form.LiveField;
import io.xiaodan.form.type.DateType;
import io.xiaodan.form.type.PersonType;
import io.xiaodan.form.type.ReferenceType;
import io.xiaodan.kernel.Message;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reports fields that ask ledgers for what they have not. */
final class FigureFields {

  private final Compilation compilation;
  private final Map<String, Ledger> ledgers;

  private FigureFields(Compilation compilation, Map<String, Ledger> ledgers) {
    this.compilation = compilation;
    this.ledgers = ledgers;
  }

  static void check(Compilation compilation, Map<String, Ledger> ledgers) {
    FigureFields fields = new FigureFields(compilation, ledgers);
    for (Form form : compilation.all(Form.TYPE).values()) {
      form.live().values().forEach(field -> fields.check(form, null, field));
      for (LineItems lines : form.lines().values()) {
        lines.live().values().forEach(field -> fields.check(form, lines, field));
      }
    }
  }

  private void check(Form form, @Nullable LineItems lines, LiveField live) {
    if (!(live instanceof LiveField.OfLedger field)) {
      return;
    }
    String place = "fields." + (lines == null ? "" : lines.key() + ".") + field.key();
    Ledger ledger = ledgers.get(field.ledger());
    Message wrong =
        ledger == null
            ? Message.of("ledger.unknown", "ledger", field.ledger())
            : wrong(ledger, form, lines, field);
    if (wrong != null) {
      compilation.error(new ArtifactId(Form.TYPE.kind(), form.key()), place, wrong);
    }
  }

  private static @Nullable Message wrong(
      Ledger ledger, Form form, @Nullable LineItems lines, LiveField.OfLedger field) {
    if (field instanceof LiveField.Balance balance && !ledger.hasFigure(balance.figure())) {
      return Message.of("ledger.no_figure", "figure", balance.figure());
    }
    if (field instanceof LiveField.Promise) {
      if (ledger.limits().stream().noneMatch(Limit::everyDay)) {
        return Message.of("ledger.no_promise", "ledger", ledger.label());
      }
      for (Dimension dimension : ledger.dimensions().values()) {
        if (!field.at().containsKey(dimension.key())) {
          return Message.of("ledger.dimension_missing", "label", dimension.label());
        }
      }
    }
    for (Map.Entry<String, List<String>> each : field.at().entrySet()) {
      Dimension dimension = ledger.dimensions().get(each.getKey());
      if (dimension == null) {
        return Message.of("ledger.no_dimension", "dimension", each.getKey());
      }
      List<String> path = each.getValue();
      FormField from =
          lines == null || path.size() == 2
              ? form.fields().get(path.getLast())
              : lines.columns().get(path.getFirst());
      if (from == null || !fits(dimension, from.type())) {
        return Message.of("ledger.dimension_type", "label", dimension.label());
      }
    }
    return null;
  }

  private static boolean fits(Dimension dimension, FieldType type) {
    return switch (dimension.kind()) {
      case REFERENCE ->
          type instanceof ReferenceType reference && reference.form().equals(dimension.form());
      case PERSON -> type instanceof PersonType;
      case TEXT -> type.column().equals("text");
      case DATE -> type instanceof DateType;
    };
  }
}
