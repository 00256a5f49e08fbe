package io.xiaodan.report.question;

import io.xiaodan.expression.Schema;
import io.xiaodan.expression.ValueType;
import java.util.List;
import java.util.Optional;

/** The names of a source and the numbers derived from neighbouring rows. */
record DerivedSchema(Schema source, List<Derivation> derivations) implements Schema {

  @Override
  public Optional<ValueType> typeOf(String name) {
    return derivations.stream()
        .filter(derivation -> derivation.key().equals(name))
        .map(derivation -> derivation.kind().type())
        .findFirst()
        .or(() -> source.typeOf(name));
  }
}
