package io.xiaodan.form.type;

import io.xiaodan.expression.ValueType;
import io.xiaodan.form.Coerced;
import io.xiaodan.form.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Files; formulas see the list of their ids.
 *
 * @param name {@code attachment} for any file, {@code image} for pictures, {@code signature} for
 *     one that was drawn
 * @param maximum most files
 */
public record AttachmentType(String name, int maximum) implements FieldType {

  /** Whether a file of that content type may stand here. */
  public boolean takes(String contentType) {
    return switch (name) {
      case "image" -> contentType.startsWith("image/");
      case "signature" -> contentType.equals("image/png");
      default -> true;
    };
  }

  @Override
  public String column() {
    return "uuid[]";
  }

  @Override
  public ValueType valueType() {
    return new ValueType.ListOf(ValueType.TEXT);
  }

  @Override
  public Coerced coerce(JsonNode json) {
    if (json.isNull() || json.isMissingNode()) {
      return Coerced.EMPTY;
    }
    if (!json.isArray()) {
      return Coerced.refused("form.list_expected");
    }
    List<UUID> files = new ArrayList<>();
    for (JsonNode each : json) {
      Coerced id = IdInput.read(each);
      if (id.refusal() != null) {
        return id;
      }
      if (id.value() instanceof UUID file && !files.contains(file)) {
        files.add(file);
      }
    }
    if (files.size() > maximum) {
      return Coerced.refused("form.files_maximum", "maximum", maximum);
    }
    return files.isEmpty() ? Coerced.EMPTY : Coerced.of(List.copyOf(files));
  }

  @Override
  public Coerced fit(Object computed) {
    return Coerced.of(computed);
  }

  @Override
  public String toText(Object value) {
    return ArrayText.of((List<?>) value);
  }

  @Override
  public Object fromColumn(Object column) {
    return ArrayText.strings(column).stream().map(UUID::fromString).toList();
  }
}
