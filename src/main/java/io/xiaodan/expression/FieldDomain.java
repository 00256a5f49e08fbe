package io.xiaodan.expression;

import java.util.List;

/**
 * What values a field can hold.
 *
 * @param field the field
 * @param required whether it is never empty
 * @param values the only values it can hold (the keys of a select); empty when not limited
 */
public record FieldDomain(Path field, boolean required, List<Object> values) {

  public FieldDomain {
    values = List.copyOf(values);
  }
}
